package dev.weir.postgres.wire;

import dev.weir.postgres.wire.MalformedCopyException.InRow;

/**
 * Converts dates and timestamps between the epochs of PostgreSQL, 2000-01-01, and Arrow,
 * 1970-01-01. The minimum and maximum represent -infinity and infinity and are preserved. Source:
 * PostgreSQL, datatype/timestamp.h.
 */
final class PostgresEpoch {
  static final int DAYS = 10_957;
  static final long MICROS = DAYS * 86_400_000_000L;

  private PostgresEpoch() {}

  static int daysToArrow(int days) {
    return days == Integer.MIN_VALUE || days == Integer.MAX_VALUE ? days : days + DAYS;
  }

  /**
   * Shifts microseconds from Postgres to Arrow.
   *
   * @param r the row in its block
   * @throws InRow for a time after 294247-01-10, which Arrow's 64 bits since 1970 do not reach
   *     though Postgres' since 2000 do
   */
  static long microsToArrow(long micros, int r) {
    if (micros < Long.MAX_VALUE - MICROS) {
      return micros == Long.MIN_VALUE ? micros : micros + MICROS;
    }
    if (micros == Long.MAX_VALUE) {
      return micros;
    }
    throw new InRow(
        r, "A timestamp after 294247-01-10, which 64 bits of microseconds since 1970 do not hold");
  }

  static int daysToPostgres(int days) {
    return days == Integer.MIN_VALUE || days == Integer.MAX_VALUE ? days : days - DAYS;
  }

  static long microsToPostgres(long micros) {
    return micros == Long.MIN_VALUE || micros == Long.MAX_VALUE ? micros : micros - MICROS;
  }
}
