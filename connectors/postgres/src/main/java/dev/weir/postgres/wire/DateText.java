package dev.weir.postgres.wire;

/**
 * Text of dates and times, as the server prints them with DateStyle ISO and TimeZone UTC. Source:
 * PostgreSQL, datetime.c, EncodeDateOnly, EncodeTimeOnly and EncodeDateTime.
 */
final class DateText {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int FRACTION_DIGITS = 6;
  private static final int YEAR_DIGITS = 4;

  /** Days from 0000-03-01 to 1970-01-01 in the proleptic Gregorian calendar. */
  private static final long DAYS_TO_EPOCH = 719_468;

  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;

  private DateText() {}

  /** Appends a date in days since 1970-01-01. */
  static void date(int days, TextOut text) {
    if (days == Integer.MAX_VALUE) {
      text.append("infinity");
    } else if (days == Integer.MIN_VALUE) {
      text.append("-infinity");
    } else if (appendDate(days, text)) {
      text.append(" BC");
    }
  }

  /**
   * Appends a timestamp in microseconds since 1970-01-01.
   *
   * @param zone follows the time
   */
  static void timestamp(long micros, String zone, TextOut text) {
    if (micros == Long.MAX_VALUE) {
      text.append("infinity");
      return;
    }
    if (micros == Long.MIN_VALUE) {
      text.append("-infinity");
      return;
    }
    boolean beforeChrist = appendDate(Math.floorDiv(micros, MICROS_PER_DAY), text);
    text.append(' ');
    time(Math.floorMod(micros, MICROS_PER_DAY), text);
    text.append(zone);
    if (beforeChrist) {
      text.append(" BC");
    }
  }

  /** Appends a time in microseconds, which is not negative and may exceed a day. */
  static void time(long micros, TextOut text) {
    long seconds = micros / MICROS_PER_SECOND;
    text.appendPadded(seconds / SECONDS_PER_HOUR, 2);
    text.append(':');
    text.appendPadded(seconds / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE, 2);
    text.append(':');
    text.appendPadded(seconds % SECONDS_PER_MINUTE, 2);
    int fraction = (int) (micros % MICROS_PER_SECOND);
    if (fraction != 0) {
      text.append('.');
      int digits = FRACTION_DIGITS;
      for (; fraction % 10 == 0; fraction /= 10) {
        digits--;
      }
      text.appendPadded(fraction, digits);
    }
  }

  /**
   * Appends year, month and day; returns whether the year is before Christ. The year begins on 1
   * March, so that the leap day is its last day and months before it have fixed lengths: 153 days
   * in each five months.
   */
  private static boolean appendDate(long days, TextOut text) {
    long shifted = days + DAYS_TO_EPOCH;
    long era = Math.floorDiv(shifted, DAYS_PER_ERA);
    int dayOfEra = (int) Math.floorMod(shifted, (long) DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = era * YEARS_PER_ERA + yearOfEra + (month <= 2 ? 1 : 0);
    text.appendPadded(year > 0 ? year : 1 - year, YEAR_DIGITS);
    text.append('-');
    text.appendPadded(month, 2);
    text.append('-');
    text.appendPadded(day, 2);
    return year <= 0;
  }
}
