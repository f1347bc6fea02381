package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT16;
import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/** Encodes 128-bit decimals as numeric; see {@link NumericKernels} for the format. */
final class DecimalEncoder extends ColumnEncoder {
  private static final int BYTES = 16;
  private static final int GROUP_DIGITS = NumericKernels.GROUP_DIGITS;

  /** Ten groups hold 38 digits; one more because the point is between groups. */
  private static final int GROUPS_MAX = 11;

  private static final int[] POWERS = {1, 10, 100, 1_000};

  private final int scale;

  /** The digits of the scale that do not fill a group. */
  private final int partialDigits;

  /** The groups of digits after the point. */
  private final int fractionGroups;

  /** The groups of a block's values, the least significant first. */
  private final short[] groups = new short[OutBlock.ROWS_MAX * GROUPS_MAX];

  /** For each value, the index of its first group that is not zero. */
  private final int[] starts = new int[OutBlock.ROWS_MAX];

  private final int[] ends = new int[OutBlock.ROWS_MAX];
  private final Limbs limbs = new Limbs();
  private @Nullable Columns columns;

  private record Columns(ArrowBuf values, ArrowBuf validity) {}

  /**
   * Creates an encoder.
   *
   * @param scale not negative
   */
  DecimalEncoder(int scale) {
    this.scale = scale;
    this.partialDigits = scale % GROUP_DIGITS;
    this.fractionGroups = (scale + GROUP_DIGITS - 1) / GROUP_DIGITS;
  }

  @Override
  void bind(FieldVector vector) {
    columns = new Columns(vector.getDataBuffer(), Buffers.validityOf(vector));
  }

  @Override
  int fixedBytes() {
    return LENGTH_BYTES + NumericKernels.HEADER_BYTES;
  }

  /** Converts the values, whose number of groups is their size. */
  @Override
  void addSizes(long first, OutBlock out) {
    Columns from = bound();
    boolean nulls = from.validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      if (nulls && WriteKernels.isNull(from.validity, first + r)) {
        out.positions[r] -= NumericKernels.HEADER_BYTES;
        continue;
      }
      long at = (first + r) * BYTES;
      split(r, from.values.getLong(at), from.values.getLong(at + Long.BYTES));
      out.positions[r] += (ends[r] - starts[r]) * Short.BYTES;
    }
  }

  private void split(int r, long low, long high) {
    boolean negative = high < 0;
    long magnitudeLow = negative ? -low : low;
    long magnitudeHigh = negative ? ~high + (magnitudeLow == 0 ? 1 : 0) : high;
    int start = r * GROUPS_MAX;
    int end =
        magnitudeHigh == 0 && magnitudeLow >= 0
            ? splitLong(start, magnitudeLow)
            : splitLimbs(start, magnitudeLow, magnitudeHigh);
    while (start < end && groups[start] == 0) {
      start++;
    }
    while (end > start && groups[end - 1] == 0) {
      end--;
    }
    starts[r] = start;
    ends[r] = end;
  }

  /** Writes the groups from {@code at} on and returns their end. */
  private int splitLong(int at, long magnitude) {
    int end = at;
    long left = magnitude;
    if (partialDigits > 0) {
      int divisor = POWERS[partialDigits];
      groups[end++] = (short) (left % divisor * POWERS[GROUP_DIGITS - partialDigits]);
      left /= divisor;
    }
    while (left != 0) {
      groups[end++] = (short) (left % NumericKernels.GROUP);
      left /= NumericKernels.GROUP;
    }
    return end;
  }

  private int splitLimbs(int at, long low, long high) {
    limbs.set(low, high);
    int end = at;
    if (partialDigits > 0) {
      int remainder = limbs.divide(POWERS[partialDigits]);
      groups[end++] = (short) (remainder * POWERS[GROUP_DIGITS - partialDigits]);
    }
    while (!limbs.isZero()) {
      groups[end++] = (short) limbs.divide(NumericKernels.GROUP);
    }
    return end;
  }

  @Override
  void write(long first, OutBlock out) {
    Columns from = bound();
    boolean nulls = from.validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && WriteKernels.isNull(from.validity, first + r)) {
        INT32.set(out.bytes, at, NULL_LENGTH);
        out.positions[r] = at + LENGTH_BYTES;
        continue;
      }
      int count = ends[r] - starts[r];
      boolean negative = from.values.getLong((first + r) * BYTES + Long.BYTES) < 0;
      int weight = count == 0 ? 0 : ends[r] - r * GROUPS_MAX - 1 - fractionGroups;
      INT32.set(out.bytes, at, NumericKernels.HEADER_BYTES + count * Short.BYTES);
      at += LENGTH_BYTES;
      INT16.set(out.bytes, at, (short) count);
      INT16.set(out.bytes, at + Short.BYTES, (short) weight);
      INT16.set(
          out.bytes,
          at + 2 * Short.BYTES,
          negative ? NumericKernels.NEGATIVE : NumericKernels.POSITIVE);
      INT16.set(out.bytes, at + 3 * Short.BYTES, (short) scale);
      at += NumericKernels.HEADER_BYTES;
      for (int i = ends[r] - 1; i >= starts[r]; i--) {
        INT16.set(out.bytes, at, groups[i]);
        at += Short.BYTES;
      }
      out.positions[r] = at;
    }
  }

  private Columns bound() {
    if (columns == null) {
      throw new IllegalStateException("No batch is bound");
    }
    return columns;
  }

  /** An unsigned 128-bit integer in 32-bit limbs, the most significant first. */
  private static final class Limbs {
    private static final long LOW_32 = 0xFFFF_FFFFL;
    private final long[] limbs = new long[BYTES / Integer.BYTES];

    void set(long low, long high) {
      limbs[0] = high >>> 32;
      limbs[1] = high & LOW_32;
      limbs[2] = low >>> 32;
      limbs[3] = low & LOW_32;
    }

    boolean isZero() {
      return (limbs[0] | limbs[1] | limbs[2] | limbs[3]) == 0;
    }

    /** Divides by a small number and returns the remainder. */
    int divide(int divisor) {
      long remainder = 0;
      for (int i = 0; i < limbs.length; i++) {
        long dividend = (remainder << 32) | limbs[i];
        limbs[i] = dividend / divisor;
        remainder = dividend % divisor;
      }
      return (int) remainder;
    }
  }
}
