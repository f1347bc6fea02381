package dev.weir.rules.sequence;

import java.util.Arrays;

/** Doubly linked lists of small integers; an integer is in at most one list. */
final class IntLists {
  static final int NONE = -1;

  private int[] before;
  private int[] after;

  IntLists(int capacity) {
    before = new int[capacity];
    after = new int[capacity];
  }

  /** The ends of one list. */
  static final class Ends {
    private int first = NONE;
    private int last = NONE;

    /** Returns the first element, or {@link #NONE}. */
    int first() {
      return first;
    }
  }

  void grow(int capacity) {
    before = Arrays.copyOf(before, capacity);
    after = Arrays.copyOf(after, capacity);
  }

  /** Returns the element after another, or {@link #NONE}. */
  int after(int element) {
    return after[element];
  }

  void append(Ends list, int element) {
    before[element] = list.last;
    after[element] = NONE;
    if (list.last == NONE) {
      list.first = element;
    } else {
      after[list.last] = element;
    }
    list.last = element;
  }

  void remove(Ends list, int element) {
    int previous = before[element];
    int next = after[element];
    if (previous == NONE) {
      list.first = next;
    } else {
      after[previous] = next;
    }
    if (next == NONE) {
      list.last = previous;
    } else {
      before[next] = previous;
    }
  }

  void moveToEnd(Ends list, int element) {
    if (list.last != element) {
      remove(list, element);
      append(list, element);
    }
  }
}
