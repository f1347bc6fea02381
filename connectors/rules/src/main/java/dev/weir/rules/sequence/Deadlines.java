package dev.weir.rules.sequence;

import java.util.Arrays;

/**
 * A binary heap of the times at which partial matches that wait for an absence are complete, in the
 * order of time and addition.
 */
final class Deadlines {
  private static final int INITIAL = 16;

  private long[] nanos = new long[INITIAL];
  private long[] orders = new long[INITIAL];
  private int[] matches = new int[INITIAL];
  private int[] generations = new int[INITIAL];
  private int size;
  private long added;

  int size() {
    return size;
  }

  /** Returns the earliest time. */
  long firstNanos() {
    return nanos[0];
  }

  int firstMatch() {
    return matches[0];
  }

  int firstGeneration() {
    return generations[0];
  }

  void add(long deadlineNanos, int match, int generation) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      matches = Arrays.copyOf(matches, 2 * size);
      generations = Arrays.copyOf(generations, 2 * size);
    }
    set(size, deadlineNanos, added++, match, generation);
    up(size++);
  }

  void removeFirst() {
    size--;
    copy(size, 0);
    down(0);
  }

  /** Removes the deadlines of matches that are gone. */
  void retain(PartialMatches partial) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (partial.isLive(matches[i], generations[i])) {
        copy(i, kept++);
      }
    }
    size = kept;
    for (int i = size / 2 - 1; i >= 0; i--) {
      down(i);
    }
  }

  private void up(int start) {
    int i = start;
    while (i > 0 && isBefore(i, (i - 1) / 2)) {
      swap(i, (i - 1) / 2);
      i = (i - 1) / 2;
    }
  }

  private void down(int start) {
    int i = start;
    while (true) {
      int child = 2 * i + 1;
      if (child + 1 < size && isBefore(child + 1, child)) {
        child++;
      }
      if (child >= size || !isBefore(child, i)) {
        return;
      }
      swap(i, child);
      i = child;
    }
  }

  private boolean isBefore(int a, int b) {
    return nanos[a] != nanos[b] ? nanos[a] < nanos[b] : orders[a] < orders[b];
  }

  private void swap(int a, int b) {
    long time = nanos[a];
    long order = orders[a];
    int match = matches[a];
    int generation = generations[a];
    copy(b, a);
    set(b, time, order, match, generation);
  }

  private void copy(int from, int to) {
    set(to, nanos[from], orders[from], matches[from], generations[from]);
  }

  private void set(int i, long time, long order, int match, int generation) {
    nanos[i] = time;
    orders[i] = order;
    matches[i] = match;
    generations[i] = generation;
  }
}
