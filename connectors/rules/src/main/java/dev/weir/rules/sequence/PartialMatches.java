package dev.weir.rules.sequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The partial matches of all sequences, within the limits. A key has at most one of each number of
 * events. Those of a key are listed by their number of events, the largest first; as a match never
 * overtakes another, that is the order of their first events, the oldest first.
 */
final class PartialMatches {
  static final int NONE = -1;

  private final SequenceLimits limits;
  private final KeyTable keys;
  private final EventStore events;
  private final PartialTable table = new PartialTable();

  /** By number. */
  private @Nullable SequenceState[] sequences = new @Nullable SequenceState[0];

  PartialMatches(SequenceLimits limits) {
    this.limits = limits;
    ByteArena arena = new ByteArena();
    this.keys = new KeyTable(arena);
    this.events = new EventStore(arena);
  }

  EventStore events() {
    return events;
  }

  KeyTable keys() {
    return keys;
  }

  PartialTable table() {
    return table;
  }

  /** Returns the lowest number that no sequence has. */
  int freeNumber() {
    int number = 0;
    while (number < sequences.length && sequences[number] != null) {
      number++;
    }
    return number;
  }

  void add(SequenceState sequence) {
    if (sequence.number >= sequences.length) {
      sequences = Arrays.copyOf(sequences, Math.max(2 * sequences.length, sequence.number + 1));
    }
    sequences[sequence.number] = sequence;
  }

  /** Removes a sequence with all of its partial matches. */
  void remove(SequenceState sequence) {
    while (sequence.partials.first() != NONE) {
      remove(sequence, sequence.partials.first());
    }
    sequences[sequence.number] = null;
  }

  SequenceState sequence(int number) {
    SequenceState sequence = sequences[number];
    if (sequence == null) {
      throw new IllegalStateException("No sequence has the number " + number);
    }
    return sequence;
  }

  /** Returns the partial match of a key with a number of events, or {@link #NONE}. */
  int find(int key, int filled) {
    int partial = keys.head(key);
    while (partial != NONE && table.filled(partial) > filled) {
      partial = table.nextOfKey(partial);
    }
    return partial != NONE && table.filled(partial) == filled ? partial : NONE;
  }

  /**
   * Begins a partial match; replaces the one of the key that has one event.
   *
   * @return the partial match; {@link #NONE} if it is complete and contradicts a missing event
   */
  int begin(SequenceState sequence, KeyWriter key, int hash, long nanos, int event) {
    int entry = find(sequence, key, hash);
    long preceding = precedingNanos(entry);
    if (sequence.eventsOfMatch == 1 && isContradicted(sequence, preceding, nanos)) {
      sequence.countDropped(DropReason.MISSING_EVENT);
      return NONE;
    }
    int partial = entry == NONE ? NONE : find(entry, 1);
    if (partial == NONE) {
      entry = entryWithRoom(sequence, key, hash, entry);
      partial = add(sequence, entry, nanos, events.append(NONE, event), 1);
    } else {
      events.releaseList(table.lastNode(partial));
      table.begin(partial, nanos, events.append(NONE, event));
      table.byAge.moveToEnd(sequence.partials, partial);
      keys.touch(entry);
      sequence.countDropped(DropReason.REPLACED);
    }
    table.setPrecedingNanos(partial, preceding);
    return partial;
  }

  /** Remembers the last event that matched a missing-event step before the first event. */
  void precede(SequenceState sequence, KeyWriter key, int hash, long nanos) {
    int entry = find(sequence, key, hash);
    int partial = entry == NONE ? NONE : find(entry, 0);
    if (partial == NONE) {
      add(sequence, entryWithRoom(sequence, key, hash, entry), nanos, NONE, 0);
    } else {
      table.begin(partial, nanos, NONE);
      table.byAge.moveToEnd(sequence.partials, partial);
      keys.touch(entry);
    }
  }

  private int find(SequenceState sequence, KeyWriter key, int hash) {
    return keys.find(sequence.number, key.bytes(), key.length(), hash);
  }

  private long precedingNanos(int entry) {
    int preceding = entry == NONE ? NONE : find(entry, 0);
    return preceding == NONE ? PartialTable.NEVER : table.firstNanos(preceding);
  }

  /** Returns whether a preceding event is within maxspan of the last event. */
  private static boolean isContradicted(
      SequenceState sequence, long precedingNanos, long lastNanos) {
    return precedingNanos != PartialTable.NEVER && lastNanos <= sequence.deadline(precedingNanos);
  }

  /** Returns the entry of a key, added if it is {@link #NONE}, to which one can be added. */
  private int entryWithRoom(SequenceState sequence, KeyWriter key, int hash, int known) {
    int entry = makeRoom(sequence, known) ? find(sequence, key, hash) : known;
    if (entry == NONE) {
      return keys.add(sequence.number, key.bytes(), key.length(), hash);
    }
    keys.touch(entry);
    return entry;
  }

  /** Drops what one more partial match would bring past a limit; returns whether it did. */
  private boolean makeRoom(SequenceState sequence, int entry) {
    boolean dropped = false;
    if (entry != NONE) {
      keys.touch(entry);
      if (keys.count(entry) >= limits.keyPartialsMax()) {
        drop(sequence, keys.head(entry), DropReason.KEY_LIMIT);
        dropped = true;
      }
    }
    if (table.size() >= limits.partialsMax()) {
      dropLeastRecentlyUsed();
      dropped = true;
    }
    return dropped;
  }

  /** Adds a partial match that is newer than all of its sequence; its place must be free. */
  int add(SequenceState sequence, int entry, long nanos, int lastNode, int filled) {
    int partial = table.add(entry, nanos, lastNode, filled);
    int before = NONE;
    int after = keys.head(entry);
    while (after != NONE && table.filled(after) > filled) {
      before = after;
      after = table.nextOfKey(after);
    }
    table.setNextOfKey(partial, after);
    link(entry, before, partial);
    keys.addCount(entry, 1);
    table.byAge.append(sequence.partials, partial);
    sequence.countAdded(filled);
    return partial;
  }

  /**
   * Adds an event; replaces the partial match of the key that has as many events then.
   *
   * @return false if it is complete and contradicts a missing event; it is dropped then
   */
  boolean advance(SequenceState sequence, int partial, long nanos, int event) {
    int entry = table.key(partial);
    int filled = table.filled(partial);
    if (filled + 1 == sequence.eventsOfMatch
        && isContradicted(sequence, table.precedingNanos(partial), nanos)) {
      drop(sequence, partial, DropReason.MISSING_EVENT);
      return false;
    }
    int replaced = find(entry, filled + 1);
    if (replaced != NONE) {
      drop(sequence, replaced, DropReason.REPLACED);
    }
    table.advance(partial, events.append(table.lastNode(partial), event));
    sequence.countAdvanced(filled);
    keys.touch(entry);
    return true;
  }

  void drop(SequenceState sequence, int partial, DropReason reason) {
    if (table.filled(partial) > 0) {
      sequence.countDropped(reason);
    } else if (reason.isEviction()) {
      sequence.evictedPreceding++;
    }
    remove(sequence, partial);
  }

  /** Drops the partial matches of a key that have at least some number of events. */
  void dropKey(SequenceState sequence, int entry, int filledMin, DropReason reason) {
    int partial = keys.head(entry);
    while (partial != NONE && table.filled(partial) >= filledMin) {
      int next = table.nextOfKey(partial);
      drop(sequence, partial, reason);
      partial = next;
    }
  }

  /** Drops what exceeds the limits. */
  void enforceLimits() {
    int entry = keys.leastRecentlyUsed();
    while (entry != NONE) {
      int next = keys.usedAfter(entry);
      for (int excess = keys.count(entry) - limits.keyPartialsMax(); excess > 0; excess--) {
        drop(sequence(keys.sequence(entry)), keys.head(entry), DropReason.KEY_LIMIT);
      }
      entry = next;
    }
    while (table.size() > limits.partialsMax()) {
      dropLeastRecentlyUsed();
    }
  }

  private void dropLeastRecentlyUsed() {
    int oldest = keys.leastRecentlyUsed();
    dropKey(sequence(keys.sequence(oldest)), oldest, 0, DropReason.LEAST_RECENTLY_USED);
  }

  /** Removes a partial match, its events, and its key if the key has no other. */
  void remove(SequenceState sequence, int partial) {
    int entry = table.key(partial);
    int before = NONE;
    int found = keys.head(entry);
    while (found != partial) {
      before = found;
      found = table.nextOfKey(found);
    }
    link(entry, before, table.nextOfKey(partial));
    sequence.countRemoved(table.filled(partial));
    table.byAge.remove(sequence.partials, partial);
    events.releaseList(table.lastNode(partial));
    table.remove(partial);
    if (keys.addCount(entry, -1) == 0) {
      keys.remove(entry);
    }
  }

  private void link(int entry, int before, int partial) {
    if (before == NONE) {
      keys.setHead(entry, partial);
    } else {
      table.setNextOfKey(before, partial);
    }
  }
}
