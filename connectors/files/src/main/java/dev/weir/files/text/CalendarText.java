package dev.weir.files.text;

import java.io.IOException;

/**
 * Dates and times in ISO 8601 with PostgreSQL's additions: {@code BC}, {@code infinity}, {@code
 * 24:00:00}, years of more than four digits. The form of timestamps is that of PostgreSQL's
 * to_json.
 */
final class CalendarText {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final String INFINITY = "infinity";
  private static final String BEFORE_CHRIST = " BC";

  private CalendarText() {}

  /** Writes days since 1970-01-01. */
  static void date(int days, ByteSink out) throws IOException {
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      out.ascii(days > 0 ? INFINITY : "-" + INFINITY);
      return;
    }
    if (day(days, out)) {
      out.ascii(BEFORE_CHRIST);
    }
  }

  /** Writes microseconds since midnight. */
  static void time(long micros, ByteSink out) throws IOException {
    long seconds = micros / MICROS_PER_SECOND;
    out.padded(seconds / 3600, 2);
    out.put(':');
    out.padded(seconds / 60 % 60, 2);
    out.put(':');
    out.padded(seconds % 60, 2);
    long fraction = micros % MICROS_PER_SECOND;
    if (fraction != 0) {
      out.put('.');
      int digits = 6;
      for (; fraction % 10 == 0; fraction /= 10) {
        digits--;
      }
      out.padded(fraction, digits);
    }
  }

  /**
   * Writes microseconds since 1970-01-01.
   *
   * @param zone the offset to write; empty for a timestamp without time zone
   */
  static void timestamp(long micros, String zone, ByteSink out) throws IOException {
    if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
      out.ascii(micros > 0 ? INFINITY : "-" + INFINITY);
      return;
    }
    boolean bc = day(Math.floorDiv(micros, MICROS_PER_DAY), out);
    out.put('T');
    time(Math.floorMod(micros, MICROS_PER_DAY), out);
    out.ascii(zone);
    if (bc) {
      out.ascii(BEFORE_CHRIST);
    }
  }

  /**
   * Writes a date of the proleptic Gregorian calendar; returns whether it is before 0001-01-01.
   * Source of the formula: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
   * civil_from_days.
   */
  private static boolean day(long days, ByteSink out) throws IOException {
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shiftedMonth = (5 * dayOfYear + 2) / 153;
    long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    boolean bc = year <= 0;
    long shown = bc ? 1 - year : year;
    out.padded(shown, shown < 10_000 ? 4 : Long.toString(shown).length());
    out.put('-');
    out.padded(month, 2);
    out.put('-');
    out.padded(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
    return bc;
  }
}
