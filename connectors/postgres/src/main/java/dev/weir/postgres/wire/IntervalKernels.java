package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.INT64;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import dev.weir.postgres.wire.MalformedCopyException.InRow;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Convert intervals. On the wire: int64 microseconds, int32 days, int32 months, big-endian; in
 * Arrow: int32 months, int32 days, int64 nanoseconds. Sources: PostgreSQL, interval_send; Arrow
 * columnar format, MonthDayNano.
 */
final class IntervalKernels {
  private static final int BYTES = 16;
  private static final int WIRE_DAYS = Long.BYTES;
  private static final int WIRE_MONTHS = Long.BYTES + Integer.BYTES;
  private static final int ARROW_DAYS = Integer.BYTES;
  private static final int ARROW_NANOS = 2 * Integer.BYTES;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final long MICROS_MAX = Long.MAX_VALUE / NANOS_PER_MICRO;

  private IntervalKernels() {}

  /** Decodes one column of one block; see {@link ReadKernels}. */
  static int decode(RowBlock block, ArrowBuf values, long first, ArrowBuf validity) {
    byte[] data = block.data;
    int[] positions = block.positions;
    int nulls = 0;
    for (int from = 0; from < block.count; from += ReadKernels.WORD_BITS) {
      int to = Math.min(from + ReadKernels.WORD_BITS, block.count);
      long word = 0;
      for (int r = from; r < to; r++) {
        int at = positions[r];
        long to16 = (first + r) * BYTES;
        if (ReadKernels.isValue(data, at, block.ends[r], BYTES, r)) {
          int value = at + LENGTH_BYTES;
          long micros = (long) INT64.get(data, value);
          int days = (int) INT32.get(data, value + WIRE_DAYS);
          int months = (int) INT32.get(data, value + WIRE_MONTHS);
          if (micros > MICROS_MAX || micros < -MICROS_MAX) {
            throw refused(r, micros, days, months);
          }
          values.setInt(to16, months);
          values.setInt(to16 + ARROW_DAYS, days);
          values.setLong(to16 + ARROW_NANOS, micros * NANOS_PER_MICRO);
          word |= 1L << r;
          at += BYTES;
        } else {
          values.setLong(to16, 0);
          values.setLong(to16 + ARROW_NANOS, 0);
          nulls++;
        }
        positions[r] = at + LENGTH_BYTES;
      }
      ReadKernels.setWord(validity, first + from, word);
    }
    return nulls;
  }

  /** Since PostgreSQL 17, the maximum and minimum of all three fields represent infinities. */
  private static InRow refused(int r, long micros, int days, int months) {
    boolean infinite =
        (micros == Long.MAX_VALUE && days == Integer.MAX_VALUE && months == Integer.MAX_VALUE)
            || (micros == Long.MIN_VALUE
                && days == Integer.MIN_VALUE
                && months == Integer.MIN_VALUE);
    return new InRow(
        r,
        infinite
            ? "An infinite interval, which Arrow's interval type does not hold"
            : "An interval of "
                + micros
                + " microseconds, which 64 bits of nanoseconds do not hold");
  }

  /** Encodes one column of one block; see {@link WriteKernels}. */
  static void encode(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && WriteKernels.isNull(validity, first + r)) {
        INT32.set(out.bytes, at, NULL_LENGTH);
        out.positions[r] = at + LENGTH_BYTES;
        continue;
      }
      long from = (first + r) * BYTES;
      long nanos = values.getLong(from + ARROW_NANOS);
      if (nanos % NANOS_PER_MICRO != 0) {
        throw new InRow(
            r, "An interval of " + nanos + " nanoseconds, which microseconds do not hold");
      }
      int value = at + LENGTH_BYTES;
      INT32.set(out.bytes, at, BYTES);
      INT64.set(out.bytes, value, nanos / NANOS_PER_MICRO);
      INT32.set(out.bytes, value + WIRE_DAYS, values.getInt(from + ARROW_DAYS));
      INT32.set(out.bytes, value + WIRE_MONTHS, values.getInt(from));
      out.positions[r] = value + BYTES;
    }
  }
}
