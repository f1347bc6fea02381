package dev.weir.rules.sequence;

import dev.weir.rules.sequence.SequenceCounters.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The partial matches of all sequences, within limits. */
final class PartialMatchStore {
  private final KeyTable keys = new KeyTable();
  private final PartialMatches partial = new PartialMatches();
  private final SequenceLimits limits;
  private final Map<Integer, SequencePlan> plans = new HashMap<>();

  /** The entry that is examined next for expired matches. */
  private int hand;

  PartialMatchStore(SequenceLimits limits) {
    this.limits = limits;
  }

  PartialMatches partial() {
    return partial;
  }

  void register(SequencePlan plan) {
    plans.put(plan.number(), plan);
  }

  /** Removes a sequence with its partial matches. */
  void unregister(SequencePlan plan) {
    for (int entry = 0; entry < keys.entriesEnd(); entry++) {
      if (keys.isUsed(entry) && keys.sequence(entry) == plan.number()) {
        removeAll(entry);
        keys.remove(entry);
      }
    }
    plans.remove(plan.number());
  }

  private void removeAll(int entry) {
    while (partial.first(entry) != PartialMatches.NONE) {
      partial.remove(partial.first(entry));
    }
  }

  /** Returns the sequence of a match. */
  SequencePlan sequence(int match) {
    return plan(partial.entry(match));
  }

  private SequencePlan plan(int entry) {
    return Objects.requireNonNull(plans.get(keys.sequence(entry)));
  }

  /** Returns the entry of a key as the most recently used, which is added if it is not there. */
  int entry(SequencePlan sequence, KeyReader key) {
    int found = keys.find(sequence.number(), key);
    if (found != KeyTable.NONE) {
      keys.touch(found);
      return found;
    }
    while (keys.size() >= limits.partialMatches()) {
      evict(keys.oldest());
    }
    return keys.add(sequence.number(), key);
  }

  /** Removes an entry without matches. */
  void release(int entry) {
    if (partial.first(entry) == PartialMatches.NONE) {
      keys.remove(entry);
    }
  }

  /** Returns the match of a key at a stage; drops it and returns NONE if it is expired. */
  int find(SequencePlan sequence, KeyReader key, int stage, long now) {
    int match = find(sequence, key, stage);
    if (match == PartialMatches.NONE) {
      return match;
    }
    if (sequence.isExpired(partial.firstNanos(match), now)) {
      drop(sequence, match, Reason.EXPIRED);
      return PartialMatches.NONE;
    }
    keys.touch(partial.entry(match));
    return match;
  }

  private int find(SequencePlan sequence, KeyReader key, int stage) {
    int entry = keys.find(sequence.number(), key);
    return entry == KeyTable.NONE ? PartialMatches.NONE : partial.find(entry, stage);
  }

  /** Puts a match at a stage, in place of the one that is there, and returns it. */
  int put(
      SequencePlan sequence, int entry, int stage, long first, long mark, MatchedEvents events) {
    int replaced = partial.find(entry, stage);
    if (replaced != PartialMatches.NONE) {
      sequence.counters().drop(Reason.REPLACED);
      partial.remove(replaced);
    } else {
      makeRoom(sequence, entry);
    }
    sequence.counters().settle();
    return partial.add(entry, stage, first, mark, events);
  }

  private void makeRoom(SequencePlan sequence, int entry) {
    if (partial.count(entry) >= limits.partialMatchesOfKey()) {
      sequence.counters().drop(Reason.EVICTED);
      partial.remove(partial.first(entry));
    }
    while (partial.live() >= limits.partialMatches()) {
      if (keys.oldest() == entry) {
        sequence.counters().drop(Reason.EVICTED);
        partial.remove(partial.first(entry));
      } else {
        evict(keys.oldest());
      }
    }
  }

  private void evict(int entry) {
    dropAll(plan(entry), entry, Reason.EVICTED);
    removeAll(entry);
    keys.remove(entry);
  }

  /** Drops all matches of an entry; a mark stays. */
  private void dropAll(SequencePlan sequence, int entry, Reason reason) {
    int match = partial.first(entry);
    while (match != PartialMatches.NONE && partial.stage(match) != PartialMatches.MARK) {
      sequence.counters().drop(reason);
      partial.remove(match);
      match = partial.first(entry);
    }
  }

  private void drop(SequencePlan sequence, int match, Reason reason) {
    int entry = partial.entry(match);
    sequence.counters().drop(reason);
    partial.remove(match);
    release(entry);
  }

  /** Drops all matches of a key, because of until. */
  void end(SequencePlan sequence, KeyReader key) {
    int entry = keys.find(sequence.number(), key);
    if (entry != KeyTable.NONE) {
      dropAll(sequence, entry, Reason.UNTIL);
      release(entry);
    }
  }

  /** Drops the match of a key at a stage, because of an event that may not occur. */
  void contradict(SequencePlan sequence, KeyReader key, int stage) {
    int match = find(sequence, key, stage);
    if (match != PartialMatches.NONE) {
      drop(sequence, match, Reason.CONTRADICTED);
    }
  }

  /** Remembers the time of an event that may not precede a match. */
  void mark(SequencePlan sequence, KeyReader key, long now) {
    int entry = entry(sequence, key);
    int mark = partial.find(entry, PartialMatches.MARK);
    if (mark == PartialMatches.NONE) {
      partial.add(entry, PartialMatches.MARK, now, PartialMatches.NEVER, null);
    } else {
      partial.set(mark, now, PartialMatches.NEVER, null);
    }
  }

  /** Returns the time that was remembered last, or {@link PartialMatches#NEVER}. */
  long markNanos(int entry) {
    int mark = partial.find(entry, PartialMatches.MARK);
    return mark == PartialMatches.NONE ? PartialMatches.NEVER : partial.firstNanos(mark);
  }

  /** Drops what is expired at one key; all keys are reached in turn. */
  void sweep(long now) {
    if (hand >= keys.entriesEnd()) {
      hand = 0;
    }
    int entry = hand++;
    if (entry >= keys.entriesEnd() || !keys.isUsed(entry)) {
      return;
    }
    SequencePlan sequence = plan(entry);
    int match = partial.first(entry);
    while (match != PartialMatches.NONE) {
      int next = partial.next(match);
      boolean isWaiting = sequence.waits() && partial.stage(match) == sequence.lastStage();
      if (!isWaiting && sequence.isExpired(partial.firstNanos(match), now)) {
        if (partial.stage(match) != PartialMatches.MARK) {
          sequence.counters().drop(Reason.EXPIRED);
        }
        partial.remove(match);
      }
      match = next;
    }
    release(entry);
  }
}
