package dev.weir.rules.eql.number;

/** Comparisons of primitive numbers by value; exact, whatever the types. None takes NaN. */
public final class PrimitiveNumbers {
  private static final double TWO_TO_63 = 0x1p63;
  private static final double TWO_TO_64 = 0x1p64;

  private PrimitiveNumbers() {}

  /** Compares an I64 with a U64. */
  public static int compareToUnsigned(long left, long right) {
    return right < 0 ? -1 : Long.compare(left, right);
  }

  /** Compares an I64 with an F64. */
  public static int compare(long left, double right) {
    if (right >= TWO_TO_63) {
      return -1;
    }
    if (right < -TWO_TO_63) {
      return 1;
    }
    long truncated = (long) right;
    // Exact: the integer part of a double is a double.
    return left != truncated
        ? Long.compare(left, truncated)
        : compareFloats((double) truncated, right);
  }

  /** Compares a U64 with an F64. */
  public static int compareUnsigned(long left, double right) {
    if (right >= TWO_TO_64) {
      return -1;
    }
    if (right < TWO_TO_63) {
      return left < 0 ? 1 : compare(left, right);
    }
    long bits = (long) (right - TWO_TO_63) ^ Long.MIN_VALUE;
    return Long.compareUnsigned(left, bits);
  }

  /** Compares two floats; 0.0 is equal to -0.0. */
  public static int compareFloats(double left, double right) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
}
