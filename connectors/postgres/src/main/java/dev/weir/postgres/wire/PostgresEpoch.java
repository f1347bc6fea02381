package dev.weir.postgres.wire;

import org.apache.arrow.memory.ArrowBuf;

/**
 * Converts dates and timestamps between the epochs of PostgreSQL, 2000-01-01, and Arrow,
 * 1970-01-01. The minimum and maximum represent -infinity and infinity and are preserved. Source:
 * PostgreSQL, datatype/timestamp.h.
 */
final class PostgresEpoch {
  static final int DAYS = 10_957;
  static final long MICROS = DAYS * 86_400_000_000L;

  private PostgresEpoch() {}

  /** Converts 32-bit days in place, from PostgreSQL to Arrow. */
  static void daysToArrow(ArrowBuf values, long first, int count) {
    for (long at = first * Integer.BYTES; at < (first + count) * Integer.BYTES; at += 4) {
      int days = values.getInt(at);
      if (days != Integer.MIN_VALUE && days != Integer.MAX_VALUE) {
        values.setInt(at, days + DAYS);
      }
    }
  }

  /**
   * Converts 64-bit microseconds in place, from PostgreSQL to Arrow.
   *
   * @throws MalformedCopyException if a timestamp is after 294247-01-10, the maximum of 64-bit
   *     microseconds since 1970
   */
  static void microsToArrow(ArrowBuf values, long first, int count) {
    for (long at = first * Long.BYTES; at < (first + count) * Long.BYTES; at += Long.BYTES) {
      long micros = values.getLong(at);
      if (micros == Long.MIN_VALUE || micros == Long.MAX_VALUE) {
        continue;
      }
      if (micros >= Long.MAX_VALUE - MICROS) {
        throw new MalformedCopyException(
            "A timestamp is after 294247-01-10, the maximum of 64-bit microseconds since 1970");
      }
      values.setLong(at, micros + MICROS);
    }
  }

  static int daysToPostgres(int days) {
    return days == Integer.MIN_VALUE || days == Integer.MAX_VALUE ? days : days - DAYS;
  }

  static long microsToPostgres(long micros) {
    return micros == Long.MIN_VALUE || micros == Long.MAX_VALUE ? micros : micros - MICROS;
  }
}
