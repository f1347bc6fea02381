package dev.weir.micro.columnar;

import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;

/**
 * Sums by a 64-bit key, in one array with open addressing that is at most 5/8 full. The slot is the
 * top bits of the key times 2^64 divided by the golden ratio; source: Knuth, "The Art of Computer
 * Programming", volume 3, 6.4.
 */
final class GroupSums {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final int FIRST_BITS = 12;
  private static final long FREE = 0;

  private int bits = FIRST_BITS;

  /** For each slot the key, or {@value FREE}, and the bits of the sum: one cache line for both. */
  private long[] slots = new long[2 << FIRST_BITS];

  private int groups;

  /** The group whose key means a free slot. */
  private boolean hasFreeKey;

  private double sumOfFreeKey;

  /** Sums the values of two columns without NULL, by the first. */
  static GroupSums of(BigIntVector keyColumn, Float8Vector valueColumn) {
    if (keyColumn.getNullCount() > 0 || valueColumn.getNullCount() > 0) {
      throw new IllegalArgumentException("A column contains NULL");
    }
    GroupSums result = new GroupSums();
    ArrowBuf keys = keyColumn.getDataBuffer();
    ArrowBuf values = valueColumn.getDataBuffer();
    int count = keyColumn.getValueCount();
    for (int row = 0; row < count; row++) {
      long offset = (long) row * Long.BYTES;
      result.add(keys.getLong(offset), values.getDouble(offset));
    }
    return result;
  }

  /** Sums by the plain twin: objects, boxed in a hash map. */
  static Map<Long, Double> ofRows(Iterable<EventRow> rows) {
    Map<Long, Double> sums = new HashMap<>();
    for (EventRow row : rows) {
      sums.merge(row.userId(), row.amount(), Double::sum);
    }
    return sums;
  }

  private void add(long key, double value) {
    if (key == FREE) {
      hasFreeKey = true;
      sumOfFreeKey += value;
      return;
    }
    int at = find(key);
    if (slots[at] == FREE) {
      if (8L * groups >= 5L << bits) {
        grow();
        at = find(key);
      }
      slots[at] = key;
      groups++;
    }
    slots[at + 1] = Double.doubleToRawLongBits(Double.longBitsToDouble(slots[at + 1]) + value);
  }

  /** Returns where the key is, or the free place that is to be its. */
  private int find(long key) {
    int mask = slots.length - 1;
    int at = 2 * (int) ((key * MULTIPLIER) >>> (Long.SIZE - bits));
    while (slots[at] != FREE && slots[at] != key) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private void grow() {
    long[] old = slots;
    bits++;
    slots = new long[2 << bits];
    for (int from = 0; from < old.length; from += 2) {
      if (old[from] != FREE) {
        int to = find(old[from]);
        slots[to] = old[from];
        slots[to + 1] = old[from + 1];
      }
    }
  }

  /** Returns the sums as the plain twin does. */
  Map<Long, Double> toMap() {
    Map<Long, Double> map = new HashMap<>();
    for (int at = 0; at < slots.length; at += 2) {
      if (slots[at] != FREE) {
        map.put(slots[at], Double.longBitsToDouble(slots[at + 1]));
      }
    }
    if (hasFreeKey) {
      map.put(FREE, sumOfFreeKey);
    }
    return map;
  }
}
