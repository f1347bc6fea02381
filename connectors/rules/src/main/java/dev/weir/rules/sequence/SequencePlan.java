package dev.weir.rules.sequence;

import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.eql.tree.EqlQuery.Step;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A loaded sequence. Its stages are the steps that occur; missing steps stand between two stages,
 * before the first or after the last.
 */
final class SequencePlan {
  private final String name;
  private final int number;
  private final long maxspanNanos;
  private final List<PlannedStep> stages = new ArrayList<>();

  /** The missing steps before each stage, and at the end those after the last. */
  private final List<List<PlannedStep>> absences = new ArrayList<>();

  private final Optional<PlannedStep> until;
  private final SequenceCounters counters = new SequenceCounters();

  /** A step with what it shares with others. */
  record PlannedStep(int type, Condition condition, KeyReader key) {
    /** Returns whether the event is one of this step, and has its keys. */
    boolean matches(EventReader event, long stamp) {
      return condition.matches() && key.read(event, stamp);
    }
  }

  SequencePlan(
      String name,
      int number,
      SequenceQuery query,
      ConditionPool conditions,
      Function<List<JoinKey>, KeyReader> keys) {
    this.name = name;
    this.number = number;
    this.maxspanNanos = query.maxspanNanos().orElse(Long.MAX_VALUE);
    absences.add(new ArrayList<>());
    for (Step step : query.steps()) {
      PlannedStep planned = plan(step, conditions, keys);
      if (step.missing()) {
        absences.get(stages.size()).add(planned);
      } else {
        stages.add(planned);
        absences.add(new ArrayList<>());
      }
    }
    this.until = query.until().map(step -> plan(step, conditions, keys));
  }

  private static PlannedStep plan(
      Step step, ConditionPool conditions, Function<List<JoinKey>, KeyReader> keys) {
    return new PlannedStep(
        step.filter().type(),
        conditions.acquire(step.filter().condition()),
        keys.apply(step.keys()));
  }

  void release(ConditionPool conditions) {
    stages.forEach(step -> conditions.release(step.condition()));
    absences.forEach(list -> list.forEach(step -> conditions.release(step.condition())));
    until.ifPresent(step -> conditions.release(step.condition()));
  }

  String name() {
    return name;
  }

  int number() {
    return number;
  }

  SequenceCounters counters() {
    return counters;
  }

  int lastStage() {
    return stages.size() - 1;
  }

  /** Returns whether a match is complete only if an event does not follow it. */
  boolean waits() {
    return !absences.get(stages.size()).isEmpty();
  }

  /** Returns whether a time is too late for a match with this first event. */
  boolean isExpired(long firstNanos, long nanos) {
    return nanos - firstNanos > maxspanNanos;
  }

  /** Returns the last time at which a match with this first event can end. */
  long deadlineNanos(long firstNanos) {
    long deadline = firstNanos + maxspanNanos;
    return deadline < firstNanos ? Long.MAX_VALUE : deadline;
  }

  /** What a sequence does with events of one type. */
  static final class TypePlan {
    private final SequencePlan sequence;
    private final @Nullable PlannedStep until;
    private final @Nullable PlannedStep[] stages;
    private final PlannedStep[][] absences;

    private TypePlan(SequencePlan sequence, EventSchema schema, int type) {
      this.sequence = sequence;
      this.until = sequence.until.filter(step -> schema.matches(step.type(), type)).orElse(null);
      this.stages = new @Nullable PlannedStep[sequence.stages.size()];
      this.absences = new PlannedStep[sequence.absences.size()][];
      for (int i = 0; i < stages.length; i++) {
        PlannedStep step = sequence.stages.get(i);
        stages[i] = schema.matches(step.type(), type) ? step : null;
      }
      for (int i = 0; i < absences.length; i++) {
        absences[i] =
            sequence.absences.get(i).stream()
                .filter(step -> schema.matches(step.type(), type))
                .toArray(PlannedStep[]::new);
      }
    }

    SequencePlan sequence() {
      return sequence;
    }

    @Nullable PlannedStep until() {
      return until;
    }

    /** Returns the step of a stage; null if it is of another type. */
    @Nullable PlannedStep stage(int index) {
      return stages[index];
    }

    /** Returns the missing steps before a stage. */
    PlannedStep[] absences(int stage) {
      return absences[stage];
    }

    private boolean isUsed() {
      boolean isUsed = until != null;
      for (PlannedStep step : stages) {
        isUsed |= step != null;
      }
      for (PlannedStep[] steps : absences) {
        isUsed |= steps.length > 0;
      }
      return isUsed;
    }
  }

  /** Returns what the sequence does with events of a type; empty if nothing. */
  Optional<TypePlan> forType(EventSchema schema, int type) {
    return Optional.of(new TypePlan(this, schema, type)).filter(TypePlan::isUsed);
  }
}
