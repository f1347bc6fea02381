package dev.weir.rules.sequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all sequences: a hash table with linear probing from sequence and key to an entry, a
 * small number that stays the same until the entry is removed. Entries are in the order of their
 * last use, the least recent first.
 */
final class KeyTable {
  static final int NONE = -1;

  private static final int INITIAL_ENTRIES = 16;

  /** From 2^64 divided by the golden ratio; spreads the numbers of sequences. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Entries plus one, 0 if free; a power of two, at most half full. */
  private int[] buckets = new int[2 * INITIAL_ENTRIES];

  private long[] hashes = new long[INITIAL_ENTRIES];
  private int[] sequences = new int[INITIAL_ENTRIES];
  private byte[] @Nullable [] keys = new byte[INITIAL_ENTRIES][];
  private int[] older = new int[INITIAL_ENTRIES];
  private int[] newer = new int[INITIAL_ENTRIES];
  private int oldest = NONE;
  private int newest = NONE;

  /** The next free entry; free ones are linked by {@link #newer}. */
  private int free = NONE;

  private int entriesEnd;
  private int size;

  /** Returns the number of keys. */
  int size() {
    return size;
  }

  /** Returns the end of the entries, those that are free included. */
  int entriesEnd() {
    return entriesEnd;
  }

  /** Returns whether the entry is in use. */
  boolean isUsed(int entry) {
    return keys[entry] != null;
  }

  int sequence(int entry) {
    return sequences[entry];
  }

  byte[] key(int entry) {
    byte[] key = keys[entry];
    if (key == null) {
      throw new IllegalStateException("The entry " + entry + " is free");
    }
    return key;
  }

  /** Returns the least recently used entry, or {@link #NONE}. */
  int oldest() {
    return oldest;
  }

  /** Returns the entry of a key that was read, or {@link #NONE}. */
  int find(int sequence, KeyReader key) {
    long hash = key.hash() ^ sequence * SPREAD;
    for (int i = bucket(hash); buckets[i] != 0; i = next(i)) {
      int entry = buckets[i] - 1;
      if (hashes[entry] == hash && sequences[entry] == sequence && key.equalTo(key(entry))) {
        return entry;
      }
    }
    return NONE;
  }

  /** Adds a key that is not in the table, as the most recently used, and returns its entry. */
  int add(int sequence, KeyReader key) {
    if (2 * (size + 1) > buckets.length) {
      rehash(2 * buckets.length);
    }
    int entry = free;
    if (entry == NONE) {
      entry = entriesEnd++;
      if (entry == hashes.length) {
        grow(2 * entry);
      }
    } else {
      free = newer[entry];
    }
    hashes[entry] = key.hash() ^ sequence * SPREAD;
    sequences[entry] = sequence;
    keys[entry] = key.copy();
    size++;
    insert(entry);
    append(entry);
    return entry;
  }

  /** Makes an entry the most recently used. */
  void touch(int entry) {
    if (entry != newest) {
      unlink(entry);
      append(entry);
    }
  }

  void remove(int entry) {
    int hole = bucket(hashes[entry]);
    while (buckets[hole] != entry + 1) {
      hole = next(hole);
    }
    // Moves back the entries that would no longer be found (Knuth, volume 3, algorithm 6.4 R).
    for (int i = next(hole); buckets[i] != 0; i = next(i)) {
      int home = bucket(hashes[buckets[i] - 1]);
      boolean isBetween = hole <= i ? hole < home && home <= i : hole < home || home <= i;
      if (!isBetween) {
        buckets[hole] = buckets[i];
        hole = i;
      }
    }
    buckets[hole] = 0;
    unlink(entry);
    keys[entry] = null;
    newer[entry] = free;
    free = entry;
    size--;
  }

  private int bucket(long hash) {
    return (int) (hash ^ (hash >>> Integer.SIZE)) & (buckets.length - 1);
  }

  private int next(int bucket) {
    return (bucket + 1) & (buckets.length - 1);
  }

  private void insert(int entry) {
    int i = bucket(hashes[entry]);
    while (buckets[i] != 0) {
      i = next(i);
    }
    buckets[i] = entry + 1;
  }

  private void rehash(int length) {
    buckets = new int[length];
    for (int entry = 0; entry < entriesEnd; entry++) {
      if (isUsed(entry)) {
        insert(entry);
      }
    }
  }

  private void grow(int capacity) {
    hashes = Arrays.copyOf(hashes, capacity);
    sequences = Arrays.copyOf(sequences, capacity);
    keys = Arrays.copyOf(keys, capacity);
    older = Arrays.copyOf(older, capacity);
    newer = Arrays.copyOf(newer, capacity);
  }

  private void append(int entry) {
    older[entry] = newest;
    newer[entry] = NONE;
    if (newest == NONE) {
      oldest = entry;
    } else {
      newer[newest] = entry;
    }
    newest = entry;
  }

  private void unlink(int entry) {
    if (older[entry] == NONE) {
      oldest = newer[entry];
    } else {
      newer[older[entry]] = newer[entry];
    }
    if (newer[entry] == NONE) {
      newest = older[entry];
    } else {
      older[newer[entry]] = older[entry];
    }
  }
}
