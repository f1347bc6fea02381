package dev.weir.micro.columnar;

import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;

/**
 * Sums by a 64-bit key, in arrays with open addressing that are at most half full. The slot is the
 * top bits of the key times 2^64 divided by the golden ratio; source: Knuth, "The Art of Computer
 * Programming", volume 3, 6.4.
 */
final class GroupSums {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final int FIRST_BITS = 10;

  private int bits = FIRST_BITS;
  private long[] keys = new long[1 << FIRST_BITS];
  private double[] sums = new double[1 << FIRST_BITS];

  /** Rows by slot; 0 in a free one. */
  private int[] rows = new int[1 << FIRST_BITS];

  private int groups;

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
    int slot = slot(key);
    if (rows[slot] == 0) {
      if (2 * groups >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      groups++;
    }
    rows[slot]++;
    sums[slot] += value;
  }

  /** Returns the slot of a key, or the free one that is to be its. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * MULTIPLIER) >>> (Long.SIZE - bits));
    while (rows[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    double[] oldSums = sums;
    int[] oldRows = rows;
    bits++;
    keys = new long[1 << bits];
    sums = new double[1 << bits];
    rows = new int[1 << bits];
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldRows[old] != 0) {
        int slot = slot(oldKeys[old]);
        keys[slot] = oldKeys[old];
        sums[slot] = oldSums[old];
        rows[slot] = oldRows[old];
      }
    }
  }

  /** Returns the sums as the plain twin does. */
  Map<Long, Double> toMap() {
    Map<Long, Double> map = new HashMap<>();
    for (int slot = 0; slot < keys.length; slot++) {
      if (rows[slot] != 0) {
        map.put(keys[slot], sums[slot]);
      }
    }
    return map;
  }
}
