package dev.weir.postgres.type;

import java.util.Optional;

/**
 * The modifier of a numeric type. Source: PostgreSQL, numeric.c, make_numeric_typmod.
 *
 * @param precision the number of significant digits, from 1 to 1000
 * @param scale from -1000 to 1000; since PostgreSQL 15 it may be negative or exceed the precision
 */
public record NumericTypmod(int precision, int scale) {
  private static final int VARHDRSZ = 4;
  private static final int PRECISION_SHIFT = 16;
  private static final int SCALE_MASK = 0x7FF;
  private static final int SCALE_SIGN = 0x400;

  /** Returns the modifier; empty if the type has none. */
  public static Optional<NumericTypmod> of(int typmod) {
    if (typmod < VARHDRSZ) {
      return Optional.empty();
    }
    int bits = typmod - VARHDRSZ;
    return Optional.of(
        new NumericTypmod(
            bits >> PRECISION_SHIFT, ((bits & SCALE_MASK) ^ SCALE_SIGN) - SCALE_SIGN));
  }

  /** Returns the number of digits after the point that all values have. */
  public int displayScale() {
    return Math.max(scale, 0);
  }

  /** Returns the maximum number of digits of a value with its display scale. */
  public int digitsMax() {
    return scale < 0 ? precision - scale : Math.max(precision, scale);
  }
}
