package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyBinary.INT16;
import static dev.weir.postgres.wire.CopyBinary.INT32;
import static dev.weir.postgres.wire.CopyBinary.INT64;
import static dev.weir.postgres.wire.CopyBinary.LENGTH_BYTES;
import static dev.weir.postgres.wire.CopyBinary.NULL_LENGTH;

import dev.weir.postgres.wire.MalformedCopyException.InRow;
import org.apache.arrow.memory.ArrowBuf;

/** Encode one column of one block as numbers of another width; see {@link WriteKernels}. */
final class NumberKernels {
  private NumberKernels() {}

  /** Signed integers; {@link Encoders#integer} states the widths. */
  static void integer(
      ArrowBuf values, ArrowBuf validity, long first, OutBlock out, int fromBytes, int toBytes) {
    boolean nulls = validity.capacity() > 0;
    int unusedBits = Long.SIZE - toBytes * Byte.SIZE;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && WriteKernels.isNull(validity, first + r)) {
        INT32.set(out.bytes, at, NULL_LENGTH);
        out.positions[r] = at + LENGTH_BYTES;
        continue;
      }
      long value = read(values, first + r, fromBytes);
      if (value << unusedBits >> unusedBits != value) {
        throw new InRow(r, "The integer " + value + ", which int" + toBytes + " does not hold");
      }
      INT32.set(out.bytes, at, toBytes);
      at += LENGTH_BYTES;
      switch (toBytes) {
        case Short.BYTES -> INT16.set(out.bytes, at, (short) value);
        case Integer.BYTES -> INT32.set(out.bytes, at, (int) value);
        default -> INT64.set(out.bytes, at, value);
      }
      out.positions[r] = at + toBytes;
    }
  }

  private static long read(ArrowBuf values, long row, int bytes) {
    return switch (bytes) {
      case Byte.BYTES -> values.getByte(row);
      case Short.BYTES -> values.getShort(row * Short.BYTES);
      case Integer.BYTES -> values.getInt(row * Integer.BYTES);
      default -> values.getLong(row * Long.BYTES);
    };
  }

  static void widenedFloat(ArrowBuf values, ArrowBuf validity, long first, OutBlock out) {
    boolean nulls = validity.capacity() > 0;
    for (int r = 0; r < out.count; r++) {
      int at = out.positions[r];
      if (nulls && WriteKernels.isNull(validity, first + r)) {
        INT32.set(out.bytes, at, NULL_LENGTH);
        out.positions[r] = at + LENGTH_BYTES;
        continue;
      }
      double value = values.getFloat((first + r) * Float.BYTES);
      INT32.set(out.bytes, at, Double.BYTES);
      INT64.set(out.bytes, at + LENGTH_BYTES, Double.doubleToRawLongBits(value));
      out.positions[r] = at + LENGTH_BYTES + Double.BYTES;
    }
  }
}
