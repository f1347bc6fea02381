package dev.weir.postgres.wire;

import org.apache.arrow.memory.ArrowBuf;

/**
 * Moves dates and timestamps between Postgres' epoch, 2000-01-01, and Arrow's, 1970-01-01. The
 * smallest and the largest value are -infinity and infinity on both sides and stay as they are.
 * Source: PostgreSQL, datatype/timestamp.h.
 */
final class PostgresEpoch {
  static final int DAYS = 10_957;
  static final long MICROS = DAYS * 86_400_000_000L;

  private PostgresEpoch() {}

  /** Shifts 32-bit days in place, from Postgres to Arrow. */
  static void daysToArrow(ArrowBuf values, long first, int count) {
    for (long at = first * Integer.BYTES; at < (first + count) * Integer.BYTES; at += 4) {
      int days = values.getInt(at);
      if (days != Integer.MIN_VALUE && days != Integer.MAX_VALUE) {
        values.setInt(at, days + DAYS);
      }
    }
  }

  /**
   * Shifts 64-bit microseconds in place, from Postgres to Arrow.
   *
   * @throws MalformedCopyException for a time after 294247-01-10, which Arrow's 64 bits since 1970
   *     do not reach though Postgres' since 2000 do
   */
  static void microsToArrow(ArrowBuf values, long first, int count) {
    for (long at = first * Long.BYTES; at < (first + count) * Long.BYTES; at += Long.BYTES) {
      long micros = values.getLong(at);
      if (micros == Long.MIN_VALUE || micros == Long.MAX_VALUE) {
        continue;
      }
      if (micros >= Long.MAX_VALUE - MICROS) {
        throw new MalformedCopyException(
            "A timestamp after 294247-01-10, which 64 bits of microseconds since 1970 do not hold");
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
