package dev.weir.files.parquet;

import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * Loops over blocks of values, whose least and greatest are found here, because {@link Statistics}
 * compare one value per call.
 */
final class PlainKernels {
  private PlainKernels() {}

  static void ints(
      FieldVector vector, int from, int to, PlainValues out, Statistics<?> statistics) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    int start = out.addFixed(vector, Integer.BYTES, from, to);
    for (int at = start; at < out.length(); at += Integer.BYTES) {
      int value = out.intAt(at);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (start < out.length()) {
      statistics.updateStats(min);
      statistics.updateStats(max);
    }
  }

  static void longs(
      FieldVector vector, int from, int to, PlainValues out, Statistics<?> statistics) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int start = out.addFixed(vector, Long.BYTES, from, to);
    for (int at = start; at < out.length(); at += Long.BYTES) {
      long value = out.longAt(at);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (start < out.length()) {
      statistics.updateStats(min);
      statistics.updateStats(max);
    }
  }

  static void floats(
      FieldVector vector, int from, int to, PlainValues out, Statistics<?> statistics) {
    int start = out.addFixed(vector, Float.BYTES, from, to);
    for (int at = start; at < out.length(); at += Float.BYTES) {
      statistics.updateStats(Float.intBitsToFloat(out.intAt(at)));
    }
  }

  /** In the order of {@link Double#compare}, which is that of the statistics. */
  static void doubles(
      FieldVector vector, int from, int to, PlainValues out, Statistics<?> statistics) {
    int start = out.addFixed(vector, Double.BYTES, from, to);
    if (start == out.length()) {
      return;
    }
    double min = Double.longBitsToDouble(out.longAt(start));
    double max = min;
    for (int at = start + Double.BYTES; at < out.length(); at += Double.BYTES) {
      double value = Double.longBitsToDouble(out.longAt(at));
      if (Double.compare(value, min) < 0) {
        min = value;
      } else if (Double.compare(value, max) > 0) {
        max = value;
      }
    }
    statistics.updateStats(min);
    statistics.updateStats(max);
  }

  /** The bytes of all rows are copied from the vector at once. */
  static void binaries(
      FieldVector vector, int from, int to, PlainValues out, Statistics<?> statistics) {
    if (from == to) {
      return;
    }
    ArrowBuf validity = vector.getValidityBuffer();
    ArrowBuf offsets = vector.getOffsetBuffer();
    int first = offsets.getInt((long) from * Integer.BYTES);
    int total = offsets.getInt((long) to * Integer.BYTES) - first;
    byte[] copy = out.scratch(total);
    vector.getDataBuffer().getBytes(first, copy, 0, total);
    out.reserve(to - from, total);
    Extremes extremes = new Extremes(out.array());
    int start = 0;
    for (int i = from; i < to; i++) {
      int end = offsets.getInt((i + 1L) * Integer.BYTES) - first;
      if (BitVectorHelper.get(validity, i) != 0) {
        extremes.add(out.addBytes(copy, start, end - start), end - start);
      }
      start = end;
    }
    extremes.update(statistics);
  }

  /** The least and the greatest byte string in the order of unsigned bytes. */
  private static final class Extremes {
    private final byte[] bytes;
    private int count;
    private int minStart;
    private int minLength;
    private int maxStart;
    private int maxLength;

    Extremes(byte[] bytes) {
      this.bytes = bytes;
    }

    void add(int start, int length) {
      if (count == 0 || compare(start, length, minStart, minLength) < 0) {
        minStart = start;
        minLength = length;
      }
      if (count == 0 || compare(start, length, maxStart, maxLength) > 0) {
        maxStart = start;
        maxLength = length;
      }
      count++;
    }

    private int compare(int start, int length, int otherStart, int otherLength) {
      if (length > 0 && otherLength > 0 && bytes[start] != bytes[otherStart]) {
        return Byte.compareUnsigned(bytes[start], bytes[otherStart]);
      }
      return Arrays.compareUnsigned(
          bytes, start, start + length, bytes, otherStart, otherStart + otherLength);
    }

    void update(Statistics<?> statistics) {
      if (count > 0) {
        statistics.updateStats(Binary.fromReusedByteArray(bytes, minStart, minLength));
        statistics.updateStats(Binary.fromReusedByteArray(bytes, maxStart, maxLength));
      }
    }
  }
}
