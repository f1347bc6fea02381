package dev.weir.rules.sequence;

import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.EventCodec;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.sequence.SequenceMatch.Sink;
import dev.weir.rules.sequence.SequencePlan.PlannedStep;
import dev.weir.rules.sequence.SequencePlan.TypePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Matches sequences. Used by one thread.
 *
 * <p>For each key of a sequence there is at most one partial match a stage, the newest. An event is
 * tried at the stages from the last to the first, so that it never advances a match that it has
 * just advanced, and may advance one match at each stage. A match that moves on leaves its stage to
 * the next one.
 */
public final class SequenceMatcher {
  /** Deadlines of matches that are gone are removed when there are this many more than matches. */
  private static final int DEADLINES_SPARE = 64;

  private final EventSchema schema;
  private final EventCodec codec;
  private final ConditionPool conditions;
  private final PartialMatchStore store;
  private final SequenceLimits limits;
  private final Map<String, SequencePlan> loaded = new LinkedHashMap<>();
  private final Map<List<JoinKey>, KeyReader> keyReaders = new HashMap<>();
  private final Deadlines deadlines = new Deadlines();
  private TypePlan[][] plansByType;
  private int nextNumber;
  private long lastNanos = Long.MIN_VALUE;
  private long stamp;
  private long outOfOrder;
  private byte @Nullable [] encoded;

  /**
   * Creates a matcher without sequences.
   *
   * @param conditions whose current event is the one that is processed
   */
  public SequenceMatcher(EventSchema schema, ConditionPool conditions, SequenceLimits limits) {
    this.schema = schema;
    this.codec = new EventCodec(schema);
    this.conditions = conditions;
    this.limits = limits;
    this.store = new PartialMatchStore(limits);
    this.plansByType = plans();
  }

  /**
   * Loads a sequence, which sees the events from now on.
   *
   * @throws IllegalArgumentException if the name is in use or there are too many sequences
   */
  public void load(String name, SequenceQuery query) {
    if (loaded.containsKey(name)) {
      throw new IllegalArgumentException("The sequence " + name + " is loaded already");
    }
    if (loaded.size() == limits.sequences()) {
      throw new IllegalArgumentException(
          "There are more than " + limits.sequences() + " sequences");
    }
    SequencePlan plan =
        new SequencePlan(
            name,
            nextNumber++,
            query,
            conditions,
            keys -> keyReaders.computeIfAbsent(keys, KeyReader::new));
    loaded.put(name, plan);
    store.register(plan);
    plansByType = plans();
  }

  /** Removes a sequence and its state; nothing happens if it is not loaded. */
  public void unload(String name) {
    SequencePlan plan = loaded.remove(name);
    if (plan != null) {
      store.unregister(plan);
      plan.release(conditions);
      plansByType = plans();
    }
  }

  private TypePlan[][] plans() {
    TypePlan[][] plans = new TypePlan[schema.types().size() + 1][];
    for (int type = 0; type < plans.length; type++) {
      List<TypePlan> found = new ArrayList<>();
      for (SequencePlan plan : loaded.values()) {
        plan.forType(schema, type).ifPresent(found::add);
      }
      plans[type] = found.toArray(TypePlan[]::new);
    }
    return plans;
  }

  /**
   * Processes an event, which must be the current one of the conditions. An event that is older
   * than the one before is counted, and otherwise ignored.
   */
  public void process(EventReader event, Sink sink) {
    long now = event.monotonicNanos();
    if (now < lastNanos) {
      outOfOrder++;
      return;
    }
    lastNanos = now;
    if (deadlines.size() > 0) {
      completeBefore(now, sink);
    }
    TypePlan[] plans = plansByType[event.type()];
    if (plans.length > 0) {
      stamp++;
      encoded = null;
      store.sweep(now);
      for (TypePlan plan : plans) {
        process(plan, event, now, sink);
      }
    }
  }

  /** Ends the stream: no event follows, so nothing that may not follow does. */
  public void finish(Sink sink) {
    completeBefore(Long.MAX_VALUE, sink);
  }

  /** Returns the counters of a loaded sequence. */
  public Optional<SequenceCounters> counters(String name) {
    return Optional.ofNullable(loaded.get(name)).map(SequencePlan::counters);
  }

  /** Returns the number of events that were ignored because they were older than one before. */
  public long outOfOrder() {
    return outOfOrder;
  }

  private void process(TypePlan plan, EventReader event, long now, Sink sink) {
    SequencePlan sequence = plan.sequence();
    PlannedStep until = plan.until();
    if (until != null && until.matches(event, stamp)) {
      store.end(sequence, until.key());
    }
    int last = sequence.lastStage();
    contradict(plan, last + 1, event);
    for (int stage = last; stage > 0; stage--) {
      PlannedStep step = plan.stage(stage);
      if (step != null && step.matches(event, stamp)) {
        advance(sequence, stage, step.key(), event, now, sink);
      }
      contradict(plan, stage, event);
    }
    PlannedStep first = plan.stage(0);
    if (first != null && first.matches(event, stamp)) {
      begin(sequence, first.key(), event, now, sink);
    }
    for (PlannedStep absence : plan.absences(0)) {
      if (absence.matches(event, stamp)) {
        store.mark(sequence, absence.key(), now);
      }
    }
  }

  /** Drops the match that waits for a stage, if the event may not precede that stage. */
  private void contradict(TypePlan plan, int stage, EventReader event) {
    for (PlannedStep absence : plan.absences(stage)) {
      if (absence.matches(event, stamp)) {
        store.contradict(plan.sequence(), absence.key(), stage - 1);
      }
    }
  }

  private void begin(SequencePlan sequence, KeyReader key, EventReader event, long now, Sink sink) {
    MatchedEvents events = new MatchedEvents(encoded(event), null);
    int entry = store.entry(sequence, key);
    long mark = store.markNanos(entry);
    sequence.counters().begin();
    reach(sequence, entry, 0, now, mark, events, now, sink);
  }

  private void advance(
      SequencePlan sequence, int stage, KeyReader key, EventReader event, long now, Sink sink) {
    int match = store.find(sequence, key, stage - 1, now);
    if (match == PartialMatches.NONE) {
      return;
    }
    PartialMatches partial = store.partial();
    int entry = partial.entry(match);
    long first = partial.firstNanos(match);
    long mark = partial.markNanos(match);
    MatchedEvents events = new MatchedEvents(encoded(event), partial.events(match));
    partial.remove(match);
    reach(sequence, entry, stage, first, mark, events, now, sink);
  }

  /** Lets a match that has left its former stage arrive at another. */
  private void reach(
      SequencePlan sequence,
      int entry,
      int stage,
      long first,
      long mark,
      MatchedEvents events,
      long now,
      Sink sink) {
    boolean isLast = stage == sequence.lastStage();
    if (isLast && mark != PartialMatches.NEVER && !sequence.isExpired(mark, now)) {
      sequence.counters().drop(SequenceCounters.Reason.CONTRADICTED);
      store.release(entry);
    } else if (isLast && !sequence.waits()) {
      complete(sequence, events, sink);
      store.release(entry);
    } else {
      int match = store.put(sequence, entry, stage, first, mark, events);
      if (isLast) {
        await(sequence, match, first);
      }
    }
  }

  private void complete(SequencePlan sequence, MatchedEvents events, Sink sink) {
    sequence.counters().complete();
    sink.accept(new SequenceMatch(sequence.name(), events.inOrder()));
  }

  private void await(SequencePlan sequence, int match, long first) {
    PartialMatches partial = store.partial();
    deadlines.add(sequence.deadlineNanos(first), match, partial.generation(match));
    if (deadlines.size() > DEADLINES_SPARE + 2 * partial.live()) {
      deadlines.retain(partial);
    }
  }

  /** Completes the matches whose deadline is before a time. */
  private void completeBefore(long now, Sink sink) {
    PartialMatches partial = store.partial();
    while (deadlines.size() > 0 && (deadlines.firstNanos() < now || now == Long.MAX_VALUE)) {
      int match = deadlines.firstMatch();
      boolean isLive = partial.isLive(match, deadlines.firstGeneration());
      deadlines.removeFirst();
      if (isLive) {
        SequencePlan sequence = store.sequence(match);
        MatchedEvents events = partial.events(match);
        int entry = partial.entry(match);
        partial.remove(match);
        store.release(entry);
        complete(sequence, events, sink);
      }
    }
  }

  private byte[] encoded(EventReader event) {
    byte[] known = encoded;
    if (known == null) {
      known = codec.encode(event);
      encoded = known;
    }
    return known;
  }
}
