package dev.weir.rules.sequence;

import java.util.Arrays;

/**
 * The keys that have partial matches: a hash table of (sequence, key bytes) with linear probing, in
 * arrays by entry. Entries are in order of their last use.
 */
final class KeyTable {
  static final int NONE = -1;

  private static final int INITIAL_CAPACITY = 16;

  /** Spreads the sequences that share a key. */
  private static final int SEQUENCE_MULTIPLIER = 0x9E3779B1;

  private final ByteArena arena;
  private final IntLists.Ends byUse = new IntLists.Ends();
  private final IntLists uses = new IntLists(INITIAL_CAPACITY);

  /** Entry by position, or {@link #NONE}; twice as many positions as entries. */
  private int[] index = new int[2 * INITIAL_CAPACITY];

  private int[] hashes = new int[INITIAL_CAPACITY];
  private int[] keys = new int[INITIAL_CAPACITY];
  private int[] sequences = new int[INITIAL_CAPACITY];

  /** The key's partial match with the most events; of a free entry, the next free one. */
  private int[] heads = new int[INITIAL_CAPACITY];

  private int[] counts = new int[INITIAL_CAPACITY];
  private int freeEntry = NONE;
  private int entries;

  KeyTable(ByteArena arena) {
    this.arena = arena;
    Arrays.fill(index, NONE);
  }

  /** Returns the entry of a key, or {@link #NONE}. */
  int find(int sequence, byte[] key, int length, int keyHash) {
    int hash = hash(sequence, keyHash);
    int mask = index.length - 1;
    for (int at = hash & mask; index[at] != NONE; at = (at + 1) & mask) {
      int entry = index[at];
      if (hashes[entry] == hash
          && sequences[entry] == sequence
          && arena.isEqual(keys[entry], key, length)) {
        return entry;
      }
    }
    return NONE;
  }

  /** Adds a key that is not there, as the last used one. */
  int add(int sequence, byte[] key, int length, int keyHash) {
    int entry = freeEntry;
    if (entry == NONE) {
      if (entries == keys.length) {
        grow();
      }
      entry = entries++;
    } else {
      freeEntry = heads[entry];
    }
    hashes[entry] = hash(sequence, keyHash);
    keys[entry] = arena.put(key, length);
    sequences[entry] = sequence;
    heads[entry] = NONE;
    counts[entry] = 0;
    uses.append(byUse, entry);
    place(entry);
    return entry;
  }

  void remove(int entry) {
    int mask = index.length - 1;
    int hole = hashes[entry] & mask;
    while (index[hole] != entry) {
      hole = (hole + 1) & mask;
    }
    // Entries behind the hole move into it, unless that would put them before their first position.
    for (int at = (hole + 1) & mask; index[at] != NONE; at = (at + 1) & mask) {
      int home = hashes[index[at]] & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        index[hole] = index[at];
        hole = at;
      }
    }
    index[hole] = NONE;
    uses.remove(byUse, entry);
    arena.free(keys[entry]);
    heads[entry] = freeEntry;
    freeEntry = entry;
  }

  /** Makes an entry the last used one. */
  void touch(int entry) {
    uses.moveToEnd(byUse, entry);
  }

  /** Returns the entry that has not been used for the longest time, or {@link #NONE}. */
  int leastRecentlyUsed() {
    return byUse.first();
  }

  /** Returns the entry that was used after another, or {@link #NONE}. */
  int usedAfter(int entry) {
    return uses.after(entry);
  }

  int sequence(int entry) {
    return sequences[entry];
  }

  byte[] copyKey(int entry) {
    return arena.copy(keys[entry]);
  }

  int head(int entry) {
    return heads[entry];
  }

  void setHead(int entry, int partial) {
    heads[entry] = partial;
  }

  int count(int entry) {
    return counts[entry];
  }

  /** Changes the number of the key's partial matches, and returns it. */
  int addCount(int entry, int change) {
    counts[entry] += change;
    return counts[entry];
  }

  private static int hash(int sequence, int keyHash) {
    int hash = keyHash ^ sequence * SEQUENCE_MULTIPLIER;
    return hash ^ hash >>> 15;
  }

  private void place(int entry) {
    int mask = index.length - 1;
    int at = hashes[entry] & mask;
    while (index[at] != NONE) {
      at = (at + 1) & mask;
    }
    index[at] = entry;
  }

  /** Called when all entries are in use. */
  private void grow() {
    int capacity = 2 * keys.length;
    hashes = Arrays.copyOf(hashes, capacity);
    keys = Arrays.copyOf(keys, capacity);
    sequences = Arrays.copyOf(sequences, capacity);
    heads = Arrays.copyOf(heads, capacity);
    counts = Arrays.copyOf(counts, capacity);
    uses.grow(capacity);
    index = new int[2 * capacity];
    Arrays.fill(index, NONE);
    for (int entry = 0; entry < entries; entry++) {
      place(entry);
    }
  }
}
