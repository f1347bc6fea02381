package dev.weir.files.text;

import com.fasterxml.jackson.core.io.NumberInput;

/** Reads numbers and truth values; every failure is an {@link IllegalArgumentException}. */
final class NumberText {
  /** An exact parser that is faster than the JDK's. */
  private static final boolean FAST = true;

  private NumberText() {}

  /** Reads true, false, t or f. */
  static boolean bool(char[] text, int start, int length) {
    if (is("true", text, start, length) || is("t", text, start, length)) {
      return true;
    }
    if (is("false", text, start, length) || is("f", text, start, length)) {
      return false;
    }
    throw new IllegalArgumentException("neither true nor false");
  }

  /** Reads a decimal integer in a range. */
  static long integer(char[] text, int start, int length, long min, long max) {
    int at = start;
    int end = start + length;
    boolean negative = length > 0 && text[at] == '-';
    if (negative) {
      at++;
    }
    if (at == end) {
      throw new IllegalArgumentException("not an integer");
    }
    // Negative, as the minimum of a long has no positive counterpart.
    long value = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not an integer");
      }
      if (value < (Long.MIN_VALUE + digit) / 10) {
        throw new IllegalArgumentException("out of range");
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw new IllegalArgumentException("out of range");
    }
    long signed = negative ? value : -value;
    if (signed < min || signed > max) {
      throw new IllegalArgumentException("out of range");
    }
    return signed;
  }

  static double float8(char[] text, int start, int length) {
    if (isWord(text, start, length)) {
      return Double.parseDouble(new String(text, start, length));
    }
    checkDecimal(text, start, length);
    double read = NumberInput.parseDouble(text, start, length, FAST);
    if (Double.isInfinite(read)) {
      throw new IllegalArgumentException("out of range");
    }
    return read;
  }

  static float float4(char[] text, int start, int length) {
    if (isWord(text, start, length)) {
      return Float.parseFloat(new String(text, start, length));
    }
    checkDecimal(text, start, length);
    float read = NumberInput.parseFloat(text, start, length, FAST);
    if (Float.isInfinite(read)) {
      throw new IllegalArgumentException("out of range");
    }
    return read;
  }

  /** Returns whether a text is a number's word; few calls compare more than the last character. */
  private static boolean isWord(char[] text, int start, int length) {
    char last = length > 0 ? text[start + length - 1] : 0;
    if (last != 'N' && last != 'y') {
      return false;
    }
    String value = new String(text, start, length);
    return value.equals("NaN") || value.equals("Infinity") || value.equals("-Infinity");
  }

  /**
   * Checks a numeric: a decimal number whose digits fit the type, NaN, or, if the type has no
   * precision, an infinity.
   */
  static void checkNumeric(char[] text, int start, int length, TypeModifier modifier) {
    if (isWord(text, start, length)) {
      if (text[start + length - 1] == 'y' && !modifier.isEmpty()) {
        throw new IllegalArgumentException("out of range");
      }
      return;
    }
    checkDecimal(text, start, length);
    if (!modifier.isEmpty()) {
      checkDigits(text, start, start + length, modifier.first(0), modifier.second());
    }
  }

  /** Checks that no digit but 0 is outside the precision and scale, where the server rounds. */
  private static void checkDigits(char[] text, int start, int end, int precision, int scale) {
    int mantissaEnd = start;
    while (mantissaEnd < end && text[mantissaEnd] != 'e' && text[mantissaEnd] != 'E') {
      mantissaEnd++;
    }
    int point = start;
    while (point < mantissaEnd && text[point] != '.') {
      point++;
    }
    long exponent = exponent(text, mantissaEnd, end);
    for (int i = start; i < mantissaEnd; i++) {
      if (text[i] >= '1' && text[i] <= '9') {
        // 0 for the last digit before the point, -1 for the first one after it.
        long weight = point - i - (i < point ? 1 : 0) + exponent;
        if (weight >= (long) precision - scale) {
          throw new IllegalArgumentException("out of range");
        }
        if (weight < -scale) {
          throw new IllegalArgumentException("more digits than the type's scale");
        }
      }
    }
  }

  private static long exponent(char[] text, int at, int end) {
    if (at == end) {
      return 0;
    }
    try {
      return Integer.parseInt(new String(text, at + 1, end - at - 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("out of range", e);
    }
  }

  /** Checks for an optional sign, digits with an optional point, and an optional exponent. */
  private static void checkDecimal(char[] text, int start, int length) {
    int end = start + length;
    int at = start;
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    int whole = digits(text, at, end);
    at += whole;
    int fraction = 0;
    if (at < end && text[at] == '.') {
      at++;
      fraction = digits(text, at, end);
      at += fraction;
    }
    boolean valid = whole + fraction > 0;
    if (valid && at < end && (text[at] == 'e' || text[at] == 'E')) {
      at++;
      if (at < end && (text[at] == '-' || text[at] == '+')) {
        at++;
      }
      int exponent = digits(text, at, end);
      valid = exponent > 0;
      at += exponent;
    }
    if (!valid || at != end) {
      throw new IllegalArgumentException("not a number");
    }
  }

  private static int digits(char[] text, int start, int end) {
    int at = start;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at - start;
  }

  private static boolean is(String word, char[] text, int start, int length) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
