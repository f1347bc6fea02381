package dev.weir.rules.eql.number;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as text. */
public final class TextNumbers {
  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;
  private static final Pattern DECIMAL_NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

  private TextNumbers() {}

  /**
   * Returns the number of a text: an integer or a float in decimal notation, or an integer in
   * hexadecimal notation after {@code 0x}. Empty if the text is none, or not finite.
   */
  public static Optional<Number> parse(String text) {
    if (text.startsWith("0x")) {
      return parse(text, HEXADECIMAL);
    }
    if (INTEGER.matcher(text).matches()) {
      Optional<Number> integer = parse(text, DECIMAL);
      if (integer.isPresent()) {
        return integer;
      }
    }
    return DECIMAL_NUMBER.matcher(text).matches()
        ? Optional.<Number>of(Double.valueOf(text))
            .filter(value -> Double.isFinite(value.doubleValue()))
        : Optional.empty();
  }

  /**
   * Returns the integer of a text in a base; in base 16, {@code 0x} may precede it. Empty if the
   * text is none, the base is not from 2 to 36, or the value is neither an I64 nor a U64.
   */
  public static Optional<Number> parse(String text, long base) {
    if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
      return Optional.empty();
    }
    String digits = base == HEXADECIMAL && text.startsWith("0x") ? text.substring(2) : text;
    try {
      return ExactNumbers.ofInteger(new BigInteger(digits, (int) base));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the text of a Boolean, Long, BigInteger, Double or String. */
  public static String of(Object value) {
    // Not Double.toString, whose digits differ between JDK 17 and 19.
    return value instanceof Double number
        ? NumberOutput.toString(number, true)
        : String.valueOf(value);
  }
}
