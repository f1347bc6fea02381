package dev.weir.rules.sequence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A loaded sequence: its steps in the order in which they are tried, its list, its counters. */
final class SequenceState {
  final int number;
  final String rule;
  final String fingerprint;

  /** Whether its events are stored with their content. */
  final boolean isCaptured;

  /** Until, then the steps from the last to the first. */
  final List<StepCode> steps;

  /** The queried event type of each step. */
  final List<Integer> types;

  /** The number of events of a match. */
  final int eventsOfMatch;

  /** Whether the first step is a missing event. */
  final boolean hasPreceding;

  /** Whether a match is complete only at the end of maxspan: its last step is a missing event. */
  final boolean waitsForEnd;

  /** {@link Long#MAX_VALUE} without maxspan. */
  final long maxspanNanos;

  /** In order of their times. */
  final IntLists.Ends partials = new IntLists.Ends();

  /** Partial matches by number of events; at 0 the preceding events. */
  private final int[] liveByFilled;

  private int live;

  /** Whether the sequence has a place among the deadlines. */
  boolean isScheduled;

  long events;
  long evaluations;
  long nullKeys;
  long overBudget;
  long completed;
  long evictedPreceding;
  private int peak;
  private final Map<DropReason, Count> dropped = new EnumMap<>(DropReason.class);

  private long window = Long.MIN_VALUE;

  /** The time of the first event of the window. */
  private long windowNanos = Long.MIN_VALUE;

  private long evaluationsBefore;

  private static final class Count {
    private long value;
  }

  SequenceState(int number, SequencePlan plan, boolean isCaptured) {
    this.number = number;
    this.isCaptured = isCaptured;
    this.rule = plan.rule();
    this.fingerprint = plan.fingerprint();
    this.maxspanNanos = plan.maxspan().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    List<StepCode> codes = new ArrayList<>();
    List<Integer> queried = new ArrayList<>();
    List<List<KeyPart>> keys = new ArrayList<>();
    int filled = 0;
    for (int i = 0; i < plan.steps().size(); i++) {
      SequenceStep step = plan.steps().get(i);
      for (int run = 0; run < step.runs(); run++) {
        StepCode.Kind kind =
            step.isMissing()
                ? (filled == 0 ? StepCode.Kind.PRECEDING : StepCode.Kind.MISSING)
                : (filled == 0 ? StepCode.Kind.FIRST : StepCode.Kind.NEXT);
        codes.add(code(kind, step.condition(), i, keys, filled));
        queried.add(step.condition().type());
        filled += step.isMissing() ? 0 : 1;
      }
    }
    if (plan.until().isPresent()) {
      EventCondition until = plan.until().get();
      codes.add(code(StepCode.Kind.UNTIL, until, plan.steps().size(), keys, 0));
      queried.add(until.type());
    }
    Collections.reverse(codes);
    Collections.reverse(queried);
    this.steps = List.copyOf(codes);
    this.types = List.copyOf(queried);
    this.eventsOfMatch = filled;
    this.hasPreceding = plan.steps().get(0).isMissing();
    this.waitsForEnd = plan.steps().get(plan.steps().size() - 1).isMissing();
    this.liveByFilled = new int[filled + 1];
  }

  private static StepCode code(
      StepCode.Kind kind,
      EventCondition condition,
      int number,
      List<List<KeyPart>> keys,
      int filled) {
    if (!keys.contains(condition.key())) {
      keys.add(condition.key());
    }
    return new StepCode(
        kind,
        condition.predicate(),
        number,
        condition.key(),
        keys.indexOf(condition.key()),
        filled);
  }

  /** Returns the last time at which a partial match can be completed. */
  long deadline(long firstNanos) {
    long deadline = firstNanos + maxspanNanos;
    return deadline < firstNanos ? Long.MAX_VALUE : deadline;
  }

  /** Returns whether a match of some events is complete, with nothing to wait for. */
  boolean isComplete(int filled) {
    return filled == eventsOfMatch && !waitsForEnd;
  }

  boolean hasMaxspan() {
    return maxspanNanos != Long.MAX_VALUE;
  }

  /** Counts an event; returns whether the limit of evaluations allows it. */
  boolean admits(long nanos, long windowLength, long evaluationsMax) {
    events++;
    long current = Math.floorDiv(nanos, windowLength);
    if (current != window) {
      window = current;
      windowNanos = nanos;
      evaluationsBefore = evaluations;
    }
    if (evaluationsInWindow() < evaluationsMax) {
      return true;
    }
    overBudget++;
    return false;
  }

  /** Returns the time of the first event of the window of evaluations. */
  long windowNanos() {
    return windowNanos;
  }

  long evaluationsInWindow() {
    return evaluations - evaluationsBefore;
  }

  /** Goes on in the window of an event, with evaluations of an earlier run. */
  void restoreWindow(long nanos, long windowLength, long evaluationsInWindow) {
    window = Math.floorDiv(nanos, windowLength);
    windowNanos = nanos;
    evaluationsBefore = evaluations - evaluationsInWindow;
  }

  /** Returns whether no partial match can be concerned by a step. */
  boolean isIdle(StepCode step) {
    return switch (step.kind()) {
      case FIRST, PRECEDING -> false;
      case NEXT, MISSING -> liveByFilled[step.filled()] == 0;
      case UNTIL -> live == 0;
    };
  }

  /** Returns the number of partial matches and preceding events. */
  int size() {
    return live + liveByFilled[0];
  }

  /** Counts a partial match of some events that is added; with none, a preceding event. */
  void countAdded(int filled) {
    liveByFilled[filled]++;
    if (filled > 0) {
      live++;
      peak = Math.max(peak, live);
    }
  }

  void countRemoved(int filled) {
    liveByFilled[filled]--;
    if (filled > 0) {
      live--;
    }
  }

  /** Counts a partial match that one more event has advanced. */
  void countAdvanced(int filledBefore) {
    liveByFilled[filledBefore]--;
    liveByFilled[filledBefore + 1]++;
  }

  void countDropped(DropReason reason) {
    dropped.computeIfAbsent(reason, added -> new Count()).value++;
  }

  SequenceCounters counters() {
    Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      byReason.put(reason, 0L);
    }
    dropped.forEach((reason, count) -> byReason.put(reason, count.value));
    return new SequenceCounters(
        events,
        evaluations,
        nullKeys,
        overBudget,
        live,
        peak,
        completed,
        evictedPreceding,
        byReason);
  }
}
