package dev.weir.micro.copy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * The format of numeric, written and read in the simplest way.
 *
 * <pre>
 * int16 groups, int16 weight, int16 sign, int16 display scale, then int16 for each group
 * </pre>
 *
 * <p>A group has four decimal digits, and the value is the sum of group[i] * 10000^(weight - i);
 * there are no groups of 0 at either end. Source: PostgreSQL, numeric.c, numeric_send.
 */
final class NumericFormat {
  private static final int GROUP_DIGITS = 4;
  private static final BigInteger GROUP = BigInteger.valueOf(10_000);
  private static final int GROUPS_MAX = 32;
  private static final short NEGATIVE = 0x4000;

  private NumericFormat() {}

  /** Writes {@code unscaled} * 10^-scale. */
  static void write(long unscaled, int scale, ByteBuffer out) {
    write(BigDecimal.valueOf(unscaled, scale), out);
  }

  /** Writes a number with its scale, which is not negative. */
  static void write(BigDecimal value, ByteBuffer out) {
    int fractionGroups = (value.scale() + GROUP_DIGITS - 1) / GROUP_DIGITS;
    BigInteger left = value.abs().setScale(fractionGroups * GROUP_DIGITS).unscaledValue();
    short[] groups = new short[GROUPS_MAX];
    int end = 0;
    while (left.signum() != 0) {
      BigInteger[] division = left.divideAndRemainder(GROUP);
      groups[end++] = division[1].shortValueExact();
      left = division[0];
    }
    int start = 0;
    while (start < end && groups[start] == 0) {
      start++;
    }
    out.putShort((short) (end - start));
    out.putShort((short) (end == 0 ? 0 : end - 1 - fractionGroups));
    out.putShort(value.signum() < 0 ? NEGATIVE : 0);
    out.putShort((short) value.scale());
    for (int i = end - 1; i >= start; i--) {
      out.putShort(groups[i]);
    }
  }

  /** Reads a finite number with its display scale. */
  static BigDecimal read(ByteBuffer in) {
    int groups = in.getShort();
    int weight = in.getShort();
    boolean negative = in.getShort() == NEGATIVE;
    int scale = in.getShort();
    BigInteger digits = BigInteger.ZERO;
    for (int i = 0; i < groups; i++) {
      digits = digits.multiply(GROUP).add(BigInteger.valueOf(in.getShort()));
    }
    BigDecimal value = new BigDecimal(digits, GROUP_DIGITS * (groups - 1 - weight)).setScale(scale);
    return negative ? value.negate() : value;
  }
}
