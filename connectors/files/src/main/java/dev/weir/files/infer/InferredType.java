package dev.weir.files.infer;

import java.util.regex.Pattern;

/** A type that all values of a sample have, from the narrowest to the widest. */
enum InferredType {
  /** No value but NULL was seen. */
  UNKNOWN("text"),
  BOOLEAN("boolean"),
  BIGINT("bigint"),
  NUMERIC("numeric"),
  TEXT("text"),
  JSONB("jsonb");

  /** Without leading zeros, which a number would lose. */
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

  private final String type;

  InferredType(String type) {
    this.type = type;
  }

  /** Returns the name of the type. */
  String type() {
    return type;
  }

  /** Returns the narrowest type of a text. */
  static InferredType ofText(String text) {
    if (text.equals("true") || text.equals("false")) {
      return BOOLEAN;
    }
    return isNumber(text) ? ofNumber(text) : TEXT;
  }

  private static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches();
  }

  /** Returns the narrowest type of a number. */
  static InferredType ofNumber(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return NUMERIC;
    }
    try {
      Long.parseLong(text);
      return BIGINT;
    } catch (NumberFormatException e) {
      return NUMERIC;
    }
  }

  /**
   * Returns the narrowest type of this one's and another's values.
   *
   * @param mixed the type of values that are not both numbers
   */
  InferredType with(InferredType other, InferredType mixed) {
    if (this == other || other == UNKNOWN) {
      return this;
    }
    if (this == UNKNOWN) {
      return other;
    }
    boolean numbers = (this == BIGINT || this == NUMERIC) && (other == BIGINT || other == NUMERIC);
    return numbers ? NUMERIC : mixed;
  }
}
