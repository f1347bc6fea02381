package dev.weir.rules.sequence;

import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.eql.tree.EqlQuery.Step;
import dev.weir.rules.schema.EventSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a query, and the conditions that it holds in a pool until it is closed. The event
 * that the matcher takes must be the current one of the pool.
 */
public final class QueryPlan implements AutoCloseable {
  /** Reads an optional field that the schema does not have. */
  private static final KeyReader NOTHING = (event, key) -> false;

  private final EventSchema schema;
  private final ConditionPool pool;
  private final List<Condition> conditions = new ArrayList<>();
  private final SequencePlan plan;

  /**
   * Plans a query.
   *
   * @param rule the rule's id
   * @param fingerprint see {@link SequencePlan}
   */
  public QueryPlan(
      String rule,
      String fingerprint,
      SequenceQuery query,
      EventSchema schema,
      ConditionPool pool) {
    this.schema = schema;
    this.pool = pool;
    this.plan =
        new SequencePlan(
            rule,
            fingerprint,
            steps(query.steps()),
            query.maxspanNanos().isPresent()
                ? Optional.of(Duration.ofNanos(query.maxspanNanos().getAsLong()))
                : Optional.empty(),
            query.until().map(this::condition));
  }

  public SequencePlan plan() {
    return plan;
  }

  /** Gives the conditions back; called after the sequence is unloaded. */
  @Override
  public void close() {
    conditions.forEach(pool::release);
    conditions.clear();
  }

  /** Runs are written out in a query, as one step several times. */
  private List<SequenceStep> steps(List<Step> written) {
    List<SequenceStep> steps = new ArrayList<>();
    int start = 0;
    while (start < written.size()) {
      Step step = written.get(start);
      int end = start + 1;
      while (!step.missing() && end < written.size() && written.get(end).equals(step)) {
        end++;
      }
      steps.add(new SequenceStep(condition(step), end - start, step.missing()));
      start = end;
    }
    return steps;
  }

  private EventCondition condition(Step step) {
    Condition condition = pool.acquire(step.filter());
    conditions.add(condition);
    return new EventCondition(
        step.filter().type(),
        event -> condition.matches(),
        step.keys().stream().map(this::part).toList());
  }

  private KeyPart part(JoinKey key) {
    return new KeyPart(
        key.field() == 0 ? NOTHING : new FieldKey(schema.field(key.field())), key.optional());
  }
}
