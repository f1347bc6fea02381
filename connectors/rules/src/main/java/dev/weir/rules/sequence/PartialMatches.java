package dev.weir.rules.sequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The partial matches of all keys, in arrays. Those of one entry of a {@link KeyTable} are a list,
 * the furthest stage first. The stage of a match is the index of its last event's step among the
 * steps that occur. The mark of an entry is no partial match; it remembers the time of the last
 * event that may not precede a match.
 */
final class PartialMatches {
  static final int NONE = -1;

  /** The stage of a mark. */
  static final int MARK = -1;

  /** The time of a mark that there is not: before all times. */
  static final long NEVER = Long.MIN_VALUE;

  private static final int INITIAL = 16;

  private int[] heads = new int[INITIAL];
  private int[] stages = new int[INITIAL];
  private int[] next = new int[INITIAL];
  private int[] entries = new int[INITIAL];

  /** Changes when a place is used again. */
  private int[] generations = new int[INITIAL];

  private long[] firstNanos = new long[INITIAL];
  private long[] markNanos = new long[INITIAL];
  private @Nullable MatchedEvents[] events = new @Nullable MatchedEvents[INITIAL];
  private int free = NONE;
  private int end;
  private int live;

  PartialMatches() {
    Arrays.fill(heads, NONE);
  }

  /** Returns the number of partial matches, without marks. */
  int live() {
    return live;
  }

  /** Returns the partial match of an entry with the furthest stage, or {@link #NONE}. */
  int first(int entry) {
    return entry < heads.length ? heads[entry] : NONE;
  }

  /** Returns the next partial match of the same entry, or {@link #NONE}. */
  int next(int match) {
    return next[match];
  }

  int stage(int match) {
    return stages[match];
  }

  int entry(int match) {
    return entries[match];
  }

  int generation(int match) {
    return generations[match];
  }

  long firstNanos(int match) {
    return firstNanos[match];
  }

  /** Returns the time of the mark when the match began, or {@link #NEVER}. */
  long markNanos(int match) {
    return markNanos[match];
  }

  MatchedEvents events(int match) {
    MatchedEvents found = events[match];
    if (found == null) {
      throw new IllegalStateException("The match " + match + " is a mark");
    }
    return found;
  }

  /** Returns whether the place still holds the match that it held. */
  boolean isLive(int match, int generation) {
    return generations[match] == generation && entries[match] != NONE;
  }

  /** Returns the match of an entry at a stage, or {@link #NONE}. */
  int find(int entry, int stage) {
    for (int match = first(entry); match != NONE && stages[match] >= stage; match = next[match]) {
      if (stages[match] == stage) {
        return match;
      }
    }
    return NONE;
  }

  /** Returns the number of partial matches of an entry. */
  int count(int entry) {
    int count = 0;
    for (int match = first(entry); match != NONE; match = next[match]) {
      count += stages[match] == MARK ? 0 : 1;
    }
    return count;
  }

  /** Adds a match at a stage that the entry has none at; returns it. */
  int add(int entry, int stage, long first, long mark, @Nullable MatchedEvents matched) {
    int match = allocate();
    stages[match] = stage;
    entries[match] = entry;
    set(match, first, mark, matched);
    link(match);
    live += stage == MARK ? 0 : 1;
    return match;
  }

  /** Replaces a match with another one at its stage. */
  void set(int match, long first, long mark, @Nullable MatchedEvents matched) {
    firstNanos[match] = first;
    markNanos[match] = mark;
    events[match] = matched;
  }

  /** Removes a match. */
  void remove(int match) {
    int entry = entries[match];
    if (heads[entry] == match) {
      heads[entry] = next[match];
    } else {
      int before = heads[entry];
      while (next[before] != match) {
        before = next[before];
      }
      next[before] = next[match];
    }
    live -= stages[match] == MARK ? 0 : 1;
    generations[match]++;
    events[match] = null;
    entries[match] = NONE;
    next[match] = free;
    free = match;
  }

  private void link(int match) {
    int entry = entries[match];
    if (entry >= heads.length) {
      int length = heads.length;
      heads = Arrays.copyOf(heads, Math.max(2 * length, entry + 1));
      Arrays.fill(heads, length, heads.length, NONE);
    }
    int after = heads[entry];
    if (after == NONE || stages[after] < stages[match]) {
      next[match] = after;
      heads[entry] = match;
      return;
    }
    int before = after;
    while (next[before] != NONE && stages[next[before]] > stages[match]) {
      before = next[before];
    }
    next[match] = next[before];
    next[before] = match;
  }

  private int allocate() {
    if (free != NONE) {
      int match = free;
      free = next[match];
      return match;
    }
    if (end == stages.length) {
      int capacity = 2 * end;
      stages = Arrays.copyOf(stages, capacity);
      next = Arrays.copyOf(next, capacity);
      entries = Arrays.copyOf(entries, capacity);
      generations = Arrays.copyOf(generations, capacity);
      firstNanos = Arrays.copyOf(firstNanos, capacity);
      markNanos = Arrays.copyOf(markNanos, capacity);
      events = Arrays.copyOf(events, capacity);
    }
    return end++;
  }
}
