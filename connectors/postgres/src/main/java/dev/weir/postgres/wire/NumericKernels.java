package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT16;
import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import dev.weir.postgres.wire.MalformedCopyException.InRow;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Decode numeric values to 128-bit decimals.
 *
 * <pre>
 * int16 groups, int16 weight, int16 sign, int16 display scale, then int16 for each group
 * </pre>
 *
 * <p>A group has four decimal digits, and the value is the sum of group[i] * 10000^(weight - i).
 * Source: PostgreSQL, numeric.c, numeric_send.
 */
final class NumericKernels {
  static final int HEADER_BYTES = 4 * Short.BYTES;
  static final int GROUP_DIGITS = 4;
  static final int GROUP = 10_000;
  static final short POSITIVE = 0x0000;
  static final short NEGATIVE = 0x4000;
  private static final short NAN = (short) 0xC000;
  private static final short INFINITY = (short) 0xD000;
  private static final short MINUS_INFINITY = (short) 0xF000;
  private static final int BYTES = 16;
  private static final int[] POWERS = {1, 10, 100, 1_000, GROUP};
  private static final long LOW_32 = 0xFFFF_FFFFL;

  private NumericKernels() {}

  /** Decodes one column of one block; see {@link ReadKernels}. */
  static int decode(
      RowBlock block, ArrowBuf values, long first, ArrowBuf validity, int precision, int scale) {
    int nulls = 0;
    for (int from = 0; from < block.count; from += ReadKernels.WORD_BITS) {
      int to = Math.min(from + ReadKernels.WORD_BITS, block.count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = block.positions[r];
        int left = block.ends[r] - at - LENGTH_BYTES;
        if (left < 0) {
          throw ReadKernels.outside(r);
        }
        int length = (int) INT32.get(block.data, at);
        if (length == NULL_LENGTH) {
          set(values, first + r, 0, 0);
          nulls++;
          block.positions[r] = at + LENGTH_BYTES;
          continue;
        }
        if (length > left) {
          throw ReadKernels.outside(r);
        }
        decimal(block.data, at + LENGTH_BYTES, length, r, values, first + r, precision, scale);
        word |= 1L << r;
        block.positions[r] = at + LENGTH_BYTES + length;
      }
      ReadKernels.setWord(validity, first + from, word);
    }
    return nulls;
  }

  private static void decimal(
      byte[] data, int at, int length, int r, ArrowBuf values, long row, int precision, int scale) {
    int groups = checkedGroups(data, at, length, r, precision, scale);
    int weight = (short) INT16.get(data, at + Short.BYTES);
    short sign = (short) INT16.get(data, at + 2 * Short.BYTES);
    long high = 0;
    long low = 0;
    int digitsAt = at + HEADER_BYTES;
    int exponent = 0;
    for (int i = 0; i < groups; i++) {
      int group = (short) INT16.get(data, digitsAt + i * Short.BYTES);
      exponent = GROUP_DIGITS * (weight - i) + scale;
      boolean isFirst = high == 0 && low == 0;
      if (group < 0
          || group >= GROUP
          || (isFirst && group > 0 && digits(group) + exponent > precision)) {
        throw new InRow(
            r, "A numeric of more than " + (precision - scale) + " digits before the point");
      }
      int kept = Math.min(GROUP_DIGITS, Math.max(0, GROUP_DIGITS + exponent));
      int divisor = POWERS[GROUP_DIGITS - kept];
      if (group % divisor != 0) {
        throw new InRow(r, "A numeric of more than " + scale + " digits after the point");
      }
      long product = (low & LOW_32) * POWERS[kept] + group / divisor;
      long carry = (low >>> 32) * POWERS[kept] + (product >>> 32);
      low = (carry << 32) | (product & LOW_32);
      high = high * POWERS[kept] + (carry >>> 32);
    }
    boolean isZero = high == 0 && low == 0;
    for (int missing = isZero ? 0 : exponent; missing > 0; missing -= GROUP_DIGITS) {
      int factor = POWERS[Math.min(missing, GROUP_DIGITS)];
      long product = (low & LOW_32) * factor;
      long carry = (low >>> 32) * factor + (product >>> 32);
      low = (carry << 32) | (product & LOW_32);
      high = high * factor + (carry >>> 32);
    }
    if (sign == NEGATIVE) {
      low = -low;
      high = ~high + (low == 0 ? 1 : 0);
    }
    set(values, row, low, high);
  }

  /** Checks the length, the sign and the display scale; returns the number of groups. */
  private static int checkedGroups(
      byte[] data, int at, int length, int r, int precision, int scale) {
    int groups = length < HEADER_BYTES ? -1 : (short) INT16.get(data, at);
    if (groups < 0 || length != HEADER_BYTES + groups * Short.BYTES) {
      throw new InRow(r, "A numeric of " + length + " bytes with " + groups + " groups of digits");
    }
    short sign = (short) INT16.get(data, at + 2 * Short.BYTES);
    int displayScale = (short) INT16.get(data, at + 3 * Short.BYTES);
    if (sign != POSITIVE && sign != NEGATIVE) {
      throw notFinite(r, sign, precision, scale);
    }
    if (displayScale != scale) {
      throw new InRow(
          r,
          "A numeric with "
              + displayScale
              + " digits after the point, not those of decimal("
              + precision
              + ", "
              + scale
              + ")");
    }
    return groups;
  }

  private static int digits(int group) {
    return group >= 1_000 ? 4 : group >= 100 ? 3 : group >= 10 ? 2 : 1;
  }

  private static void set(ArrowBuf values, long row, long low, long high) {
    values.setLong(row * BYTES, low);
    values.setLong(row * BYTES + Long.BYTES, high);
  }

  private static InRow notFinite(int r, short sign, int precision, int scale) {
    String value =
        switch (sign) {
          case NAN -> "NaN";
          case INFINITY -> "infinity";
          case MINUS_INFINITY -> "-infinity";
          default -> "sign " + sign;
        };
    return new InRow(
        r,
        "The numeric %s, which decimal(%d, %d) does not hold".formatted(value, precision, scale));
  }
}
