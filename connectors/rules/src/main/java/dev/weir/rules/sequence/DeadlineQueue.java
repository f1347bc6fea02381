package dev.weir.rules.sequence;

import java.util.Arrays;

/** A binary heap of sequences by deadline; of equal deadlines, the lower number is first. */
final class DeadlineQueue {
  private static final int INITIAL_CAPACITY = 16;

  private long[] deadlines = new long[INITIAL_CAPACITY];
  private int[] sequences = new int[INITIAL_CAPACITY];
  private int size;

  /** Returns the first deadline; {@link Long#MAX_VALUE} if there is none. */
  long firstDeadline() {
    return size == 0 ? Long.MAX_VALUE : deadlines[0];
  }

  /** Returns the sequence of the first deadline; there must be one. */
  int firstSequence() {
    return sequences[0];
  }

  void add(long deadline, int sequence) {
    if (size == deadlines.length) {
      deadlines = Arrays.copyOf(deadlines, 2 * size);
      sequences = Arrays.copyOf(sequences, 2 * size);
    }
    size++;
    moveUp(size - 1, deadline, sequence);
  }

  /** Gives the first sequence a later deadline. */
  void postponeFirst(long deadline) {
    moveDown(0, deadline, sequences[0]);
  }

  void removeFirst() {
    removeAt(0);
  }

  void remove(int sequence) {
    for (int i = 0; i < size; i++) {
      if (sequences[i] == sequence) {
        removeAt(i);
        return;
      }
    }
  }

  private void removeAt(int place) {
    size--;
    if (place < size) {
      long deadline = deadlines[size];
      int sequence = sequences[size];
      moveDown(place, deadline, sequence);
      if (sequences[place] == sequence) {
        moveUp(place, deadline, sequence);
      }
    }
  }

  private void moveUp(int from, long deadline, int sequence) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (!isBefore(deadline, sequence, parent)) {
        break;
      }
      deadlines[place] = deadlines[parent];
      sequences[place] = sequences[parent];
      place = parent;
    }
    deadlines[place] = deadline;
    sequences[place] = sequence;
  }

  private void moveDown(int from, long deadline, int sequence) {
    int place = from;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && isBefore(deadlines[child + 1], sequences[child + 1], child)) {
        child++;
      }
      if (isBefore(deadline, sequence, child)) {
        break;
      }
      deadlines[place] = deadlines[child];
      sequences[place] = sequences[child];
      place = child;
    }
    deadlines[place] = deadline;
    sequences[place] = sequence;
  }

  private boolean isBefore(long deadline, int sequence, int other) {
    return deadline < deadlines[other]
        || (deadline == deadlines[other] && sequence < sequences[other]);
  }
}
