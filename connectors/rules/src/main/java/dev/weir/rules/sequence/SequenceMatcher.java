package dev.weir.rules.sequence;

import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds sequences in events that come in order of their monotonic time. For each event, a sequence
 * tries until, then its steps from the last to the first, so that an event never advances a match
 * that it has just advanced. A key has at most one partial match of each number of events, the
 * newest. Used by one thread; sequences are loaded and unloaded between two events.
 *
 * <p>An event that concerns no sequence, and one that begins or advances a partial match, allocate
 * nothing unless a table grows or the event itself creates a value.
 */
public final class SequenceMatcher {
  private static final int NONE = -1;

  private final EventSchema schema;
  private final SequenceLimits limits;
  private final long windowNanos;
  private final long hashSeed;
  private final PartialMatches partials;
  private final EventStoring storing;
  private final Dispatch dispatch;
  private final DeadlineQueue deadlines = new DeadlineQueue();
  private final Map<String, SequenceState> byRule = new LinkedHashMap<>();
  private final KeyWriter key = new KeyWriter();
  private final SequenceMatch match;
  private long nowNanos = Long.MIN_VALUE;
  private long late;
  private boolean isBusy;

  /** The key that was last read from the event at hand. */
  private int keyNumber;

  private boolean hasKey;
  private boolean hasNullKey;
  private int keyHash;

  /**
   * Creates a matcher without sequences.
   *
   * @param capture what is kept of the events of a match
   * @param hashSeed protects the hash table against keys chosen to collide
   */
  public SequenceMatcher(
      EventSchema schema, SequenceLimits limits, EventCapture capture, long hashSeed) {
    this.schema = schema;
    this.limits = limits;
    this.windowNanos = limits.windowNanos();
    this.hashSeed = hashSeed;
    this.partials = new PartialMatches(limits);
    this.storing = new EventStoring(partials.events(), capture);
    this.dispatch = new Dispatch(schema);
    this.match = new SequenceMatch(partials.events(), partials.keys());
  }

  /**
   * Loads a sequence.
   *
   * @throws SequenceException if its rule is loaded already, or if there are too many sequences
   */
  public void load(SequencePlan plan) {
    load(plan, true);
  }

  /**
   * Loads a sequence whose events are not captured: their contents are empty. Its fingerprint must
   * differ from that of the same sequence with capture. Errors are those of {@link #load}.
   */
  public void loadWithoutCapture(SequencePlan plan) {
    load(plan, false);
  }

  private void load(SequencePlan plan, boolean isCaptured) {
    checkIdle();
    if (byRule.containsKey(plan.rule())) {
      throw new SequenceException("The sequence " + plan.rule() + " is loaded already");
    }
    if (byRule.size() == limits.sequencesMax()) {
      throw new SequenceException(
          "The sequence %s cannot be loaded: %d sequences are loaded, the limit; disable rules or"
                  .formatted(plan.rule(), byRule.size())
              + " raise the limit");
    }
    SequenceState sequence = new SequenceState(partials.freeNumber(), plan, isCaptured);
    partials.add(sequence);
    dispatch.add(sequence);
    byRule.put(plan.rule(), sequence);
  }

  /** Unloads a sequence with its partial matches; returns whether it was loaded. */
  public boolean unload(String rule) {
    checkIdle();
    SequenceState sequence = byRule.remove(rule);
    if (sequence == null) {
      return false;
    }
    dispatch.remove(sequence);
    deadlines.remove(sequence.number);
    partials.remove(sequence);
    return true;
  }

  /** Returns the counters of a loaded sequence. */
  public Optional<SequenceCounters> counters(String rule) {
    return Optional.ofNullable(byRule.get(rule)).map(SequenceState::counters);
  }

  /** Returns the number of events that were refused because they came out of order. */
  public long late() {
    return late;
  }

  /** Returns the number of partial matches of all sequences, preceding events included. */
  public int live() {
    return partials.table().size();
  }

  /**
   * Takes an event. It is refused and counted if an event with a later time was taken before.
   *
   * @return whether it was taken
   * @throws SequenceException if its key or its captured fields are too large
   */
  public boolean accept(EventReader event, MatchSink sink) {
    checkIdle();
    long nanos = event.monotonicNanos();
    if (nanos < nowNanos) {
      late++;
      return false;
    }
    moveTo(nanos, sink);
    Dispatch.Entry[] entries = dispatch.of(event.type());
    if (entries.length > 0) {
      try {
        for (Dispatch.Entry entry : entries) {
          if (entry.sequence.admits(nanos, windowNanos, limits.evaluationsMax())) {
            process(entry.sequence, entry.steps, event, sink);
          }
        }
      } finally {
        storing.forget();
      }
    }
    return true;
  }

  /**
   * Moves the time forward: no event before it will come. Matches that wait for the end of maxspan
   * are completed if it lies before this time.
   */
  public void advanceTo(long nanos, MatchSink sink) {
    checkIdle();
    if (nanos > nowNanos) {
      moveTo(nanos, sink);
    }
  }

  /**
   * Returns the time, all partial matches and the evaluations of the window as bytes. Counters are
   * not part of them; {@code docs/adr/0025-sequences.md} describes the format.
   */
  public byte[] save() {
    checkIdle();
    return new StateWriter(schema, partials, nowNanos).write(byRule.values());
  }

  /**
   * Restores what {@link #save} returned. Partial matches of a sequence that is not loaded, or
   * whose plan or schema has changed, are left out. If it fails, the matcher cannot be used
   * further.
   *
   * @return the rules whose partial matches were left out
   * @throws SequenceException if the bytes are no state
   * @throws IllegalStateException if events were taken before
   */
  public List<String> restore(byte[] state) {
    checkIdle();
    if (nowNanos != Long.MIN_VALUE) {
      throw new IllegalStateException("Events were taken before the state is restored");
    }
    StateReader reader = new StateReader(schema, partials, byRule, hashSeed, windowNanos);
    List<String> leftOut = reader.read(state);
    nowNanos = reader.nowNanos();
    byRule.values().forEach(this::schedule);
    partials.enforceLimits();
    return leftOut;
  }

  private void process(
      SequenceState sequence, StepCode[] steps, EventReader event, MatchSink sink) {
    int condition = NONE;
    boolean matches = false;
    keyNumber = NONE;
    hasNullKey = false;
    for (StepCode step : steps) {
      if (sequence.isIdle(step)) {
        continue;
      }
      if (step.condition() != condition) {
        condition = step.condition();
        sequence.evaluations++;
        matches = step.predicate().matches(event);
      }
      if (matches && readKey(sequence, step, event)) {
        apply(sequence, step, event, sink);
      }
    }
  }

  private void apply(SequenceState sequence, StepCode step, EventReader event, MatchSink sink) {
    switch (step.kind()) {
      case FIRST -> {
        int begun =
            partials.begin(sequence, key, keyHash, nowNanos, storing.stored(sequence, event));
        schedule(sequence);
        if (begun != NONE && sequence.isComplete(1)) {
          complete(sequence, begun, sink);
        }
      }
      case PRECEDING -> {
        partials.precede(sequence, key, keyHash, nowNanos);
        schedule(sequence);
      }
      case NEXT, MISSING, UNTIL -> applyToPartial(sequence, step, event, sink);
    }
  }

  private void applyToPartial(
      SequenceState sequence, StepCode step, EventReader event, MatchSink sink) {
    int entry = partials.keys().find(sequence.number, key.bytes(), key.length(), keyHash);
    if (entry == NONE) {
      return;
    }
    if (step.kind() == StepCode.Kind.UNTIL) {
      partials.dropKey(sequence, entry, 1, DropReason.UNTIL);
      return;
    }
    int partial = partials.find(entry, step.filled());
    if (partial == NONE) {
      return;
    }
    if (step.kind() == StepCode.Kind.MISSING) {
      partials.drop(sequence, partial, DropReason.MISSING_EVENT);
      return;
    }
    if (partials.advance(sequence, partial, nowNanos, storing.stored(sequence, event))
        && sequence.isComplete(step.filled() + 1)) {
      complete(sequence, partial, sink);
    }
  }

  /** Reads the key of a step unless it is the last one read; returns whether it has no null. */
  private boolean readKey(SequenceState sequence, StepCode step, EventReader event) {
    if (step.keyNumber() == keyNumber) {
      return hasKey;
    }
    keyNumber = step.keyNumber();
    hasKey = key.read(step.key(), event);
    if (hasKey) {
      keyHash = KeyWriter.hash(key.bytes(), key.length(), hashSeed);
    } else if (!hasNullKey) {
      hasNullKey = true;
      sequence.nullKeys++;
    }
    return hasKey;
  }

  private void complete(SequenceState sequence, int partial, MatchSink sink) {
    PartialTable table = partials.table();
    match.set(sequence.rule, table.key(partial), table.lastNode(partial), sequence.eventsOfMatch);
    sequence.completed++;
    isBusy = true;
    try {
      sink.matched(match);
    } finally {
      isBusy = false;
      partials.remove(sequence, partial);
    }
  }

  /** Drops or completes what ends before a time. */
  private void moveTo(long nanos, MatchSink sink) {
    while (deadlines.firstDeadline() < nanos) {
      SequenceState sequence = partials.sequence(deadlines.firstSequence());
      int oldest = sequence.partials.first();
      if (oldest == NONE) {
        sequence.isScheduled = false;
        deadlines.removeFirst();
        continue;
      }
      // The deadline in the queue is that of a partial match that may be gone: never too late.
      long deadline = sequence.deadline(partials.table().firstNanos(oldest));
      if (deadline > deadlines.firstDeadline()) {
        deadlines.postponeFirst(deadline);
      } else if (sequence.waitsForEnd
          && partials.table().filled(oldest) == sequence.eventsOfMatch) {
        complete(sequence, oldest, sink);
      } else {
        partials.drop(sequence, oldest, DropReason.EXPIRED);
      }
    }
    nowNanos = nanos;
  }

  private void schedule(SequenceState sequence) {
    int oldest = sequence.partials.first();
    if (!sequence.isScheduled && sequence.hasMaxspan() && oldest != NONE) {
      sequence.isScheduled = true;
      deadlines.add(sequence.deadline(partials.table().firstNanos(oldest)), sequence.number);
    }
  }

  private void checkIdle() {
    if (isBusy) {
      throw new IllegalStateException("The matcher is called while it delivers a match");
    }
  }
}
