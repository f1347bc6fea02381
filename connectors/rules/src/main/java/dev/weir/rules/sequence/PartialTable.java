package dev.weir.rules.sequence;

import java.util.Arrays;

/**
 * The columns of partial matches, by number. A partial match of no events is the last event of a
 * key that matched a missing-event step before the first event: the preceding event.
 */
final class PartialTable {
  static final int NONE = -1;

  /** The time of a preceding event that there is not. */
  static final long NEVER = Long.MIN_VALUE;

  private static final int INITIAL_CAPACITY = 16;

  /** Lists of the partial matches of a sequence, in order of their first events. */
  final IntLists byAge = new IntLists(INITIAL_CAPACITY);

  private long[] firstNanos = new long[INITIAL_CAPACITY];
  private int[] keys = new int[INITIAL_CAPACITY];
  private int[] lastNodes = new int[INITIAL_CAPACITY];

  /** The times of their preceding events; empty until there is one. */
  private long[] precedingNanos = {};

  private short[] filled = new short[INITIAL_CAPACITY];

  /** The key's partial match with the next fewer events; of a free number, the next free one. */
  private int[] nextOfKey = new int[INITIAL_CAPACITY];

  private int freePartial = NONE;
  private int bound;
  private int size;

  /** Adds a partial match in no list. */
  int add(int key, long nanos, int lastNode, int events) {
    int partial = freePartial;
    if (partial == NONE) {
      if (bound == keys.length) {
        grow(2 * bound);
      }
      partial = bound++;
    } else {
      freePartial = nextOfKey[partial];
    }
    keys[partial] = key;
    size++;
    if (partial < precedingNanos.length) {
      precedingNanos[partial] = NEVER;
    }
    firstNanos[partial] = nanos;
    lastNodes[partial] = lastNode;
    filled[partial] = (short) events;
    return partial;
  }

  void remove(int partial) {
    nextOfKey[partial] = freePartial;
    freePartial = partial;
    size--;
  }

  /** Returns how many there are. */
  int size() {
    return size;
  }

  /** Replaces the first event, the only one. */
  void begin(int partial, long nanos, int node) {
    firstNanos[partial] = nanos;
    lastNodes[partial] = node;
  }

  void setPrecedingNanos(int partial, long nanos) {
    if (precedingNanos.length == 0 && nanos != NEVER) {
      precedingNanos = new long[keys.length];
      Arrays.fill(precedingNanos, NEVER);
    }
    if (precedingNanos.length > 0) {
      precedingNanos[partial] = nanos;
    }
  }

  /** Returns the time of the event before its first one, or {@link #NEVER}. */
  long precedingNanos(int partial) {
    return precedingNanos.length == 0 ? NEVER : precedingNanos[partial];
  }

  /** Adds the event of a node. */
  void advance(int partial, int node) {
    lastNodes[partial] = node;
    filled[partial]++;
  }

  long firstNanos(int partial) {
    return firstNanos[partial];
  }

  int key(int partial) {
    return keys[partial];
  }

  int lastNode(int partial) {
    return lastNodes[partial];
  }

  /** Returns the number of its events. */
  int filled(int partial) {
    return filled[partial];
  }

  int nextOfKey(int partial) {
    return nextOfKey[partial];
  }

  void setNextOfKey(int partial, int next) {
    nextOfKey[partial] = next;
  }

  private void grow(int capacity) {
    firstNanos = Arrays.copyOf(firstNanos, capacity);
    keys = Arrays.copyOf(keys, capacity);
    lastNodes = Arrays.copyOf(lastNodes, capacity);
    filled = Arrays.copyOf(filled, capacity);
    nextOfKey = Arrays.copyOf(nextOfKey, capacity);
    if (precedingNanos.length > 0) {
      precedingNanos = Arrays.copyOf(precedingNanos, capacity);
    }
    byAge.grow(capacity);
  }
}
