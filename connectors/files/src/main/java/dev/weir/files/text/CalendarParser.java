package dev.weir.files.text;

/**
 * Reads what {@link CalendarText} writes, with a space in place of T, and with any offset of a time
 * zone. Every failure is an {@link IllegalArgumentException}; no value is rounded.
 */
final class CalendarParser {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  /** More than enough for 5874897-12-31, and no overflow. */
  private static final int YEAR_DIGITS_MAX = 7;

  private char[] text = new char[0];
  private int at;
  private int end;

  private void begin(char[] chars, int start, int length) {
    text = chars;
    at = start;
    end = start + length;
  }

  /** Returns days since 1970-01-01. */
  int date(char[] chars, int start, int length) {
    begin(chars, start, length);
    int sign = infinity();
    if (sign != 0) {
      return sign > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }
    long[] parts = day();
    boolean bc = beforeChrist();
    expectEnd();
    return Math.toIntExact(days(parts, bc));
  }

  /** Returns microseconds since midnight. */
  long time(char[] chars, int start, int length, int digitsMax) {
    begin(chars, start, length);
    long micros = timeOfDay(digitsMax);
    expectEnd();
    return micros;
  }

  /** Returns microseconds since 1970-01-01. */
  long timestamp(char[] chars, int start, int length, boolean zoned, int digitsMax) {
    begin(chars, start, length);
    int sign = infinity();
    if (sign != 0) {
      return sign > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    long[] parts = day();
    if (peek() != 'T' && peek() != ' ') {
      throw invalid();
    }
    at++;
    long time = timeOfDay(digitsMax);
    long offset = zoned ? offset() : 0;
    long days = days(parts, beforeChrist());
    expectEnd();
    long micros = Math.addExact(Math.multiplyExact(days, MICROS_PER_DAY), time);
    return Math.subtractExact(micros, offset * MICROS_PER_SECOND);
  }

  /** Returns 1 for infinity, -1 for -infinity, else 0. */
  private int infinity() {
    String word = "infinity";
    boolean negative = peek() == '-';
    int from = at + (negative ? 1 : 0);
    if (end - from != word.length()) {
      return 0;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return 0;
      }
    }
    return negative ? -1 : 1;
  }

  /** Returns year, month and day. */
  private long[] day() {
    int start = at;
    while (at < end && at - start < YEAR_DIGITS_MAX && isDigit(text[at])) {
      at++;
    }
    if (at - start < 4) {
      throw invalid();
    }
    long year = 0;
    for (int i = start; i < at; i++) {
      year = year * 10 + (text[i] - '0');
    }
    expect('-');
    long month = twoDigits();
    expect('-');
    long day = twoDigits();
    return new long[] {year, month, day};
  }

  private static long days(long[] parts, boolean bc) {
    if (parts[0] == 0) {
      throw invalid();
    }
    try {
      return java.time.LocalDate.of(
              Math.toIntExact(bc ? 1 - parts[0] : parts[0]), (int) parts[1], (int) parts[2])
          .toEpochDay();
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("no such day", e);
    }
  }

  private boolean beforeChrist() {
    if (end - at == 3 && text[at] == ' ' && text[at + 1] == 'B' && text[at + 2] == 'C') {
      at = end;
      return true;
    }
    return false;
  }

  private long timeOfDay(int digitsMax) {
    long hours = twoDigits();
    expect(':');
    long minutes = twoDigits();
    long seconds = 0;
    long fraction = 0;
    if (peek() == ':') {
      at++;
      seconds = twoDigits();
      if (peek() == '.') {
        at++;
        fraction = fraction(digitsMax);
      }
    }
    long micros = ((hours * 60 + minutes) * 60 + seconds) * MICROS_PER_SECOND + fraction;
    if (minutes > 59 || seconds > 59 || micros > MICROS_PER_DAY) {
      throw invalid();
    }
    return micros;
  }

  /** Returns microseconds; further digits must be zero. */
  private long fraction(int digitsMax) {
    long micros = 0;
    int digits = 0;
    while (at < end && isDigit(text[at])) {
      if (digits < digitsMax) {
        micros = micros * 10 + (text[at] - '0');
      } else if (text[at] != '0') {
        throw new IllegalArgumentException("too many digits of a second");
      }
      digits++;
      at++;
    }
    if (digits == 0) {
      throw invalid();
    }
    for (int i = Math.min(digits, digitsMax); i < 6; i++) {
      micros *= 10;
    }
    return micros;
  }

  /** Returns the seconds east of UTC. */
  private long offset() {
    char sign = peek();
    if (sign == 'Z') {
      at++;
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw new IllegalArgumentException("no offset of a time zone");
    }
    at++;
    long seconds = twoDigits() * 3600;
    for (long unit = 60;
        unit > 0 && at < end && (text[at] == ':' || isDigit(text[at]));
        unit /= 60) {
      if (text[at] == ':') {
        at++;
      }
      seconds += twoDigits() * unit;
    }
    return sign == '-' ? -seconds : seconds;
  }

  private long twoDigits() {
    if (end - at < 2 || !isDigit(text[at]) || !isDigit(text[at + 1])) {
      throw invalid();
    }
    at += 2;
    return (text[at - 2] - '0') * 10L + (text[at - 1] - '0');
  }

  private char peek() {
    return at < end ? text[at] : 0;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw invalid();
    }
    at++;
  }

  private void expectEnd() {
    if (at != end) {
      throw invalid();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException("not a date or time");
  }
}
