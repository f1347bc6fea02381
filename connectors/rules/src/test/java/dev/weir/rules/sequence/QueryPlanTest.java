package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.rules.ConformanceCase;
import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries as plans; what they match is in the conformance tables. */
class QueryPlanTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();
  private static final String PAIR = "sequence by k [any where i == 1] [any where i == 2]";

  private final ConditionPool conditions = new ConditionPool(SCHEMA, EvaluationMode.CLOSURES);

  private QueryPlan plan(String rule, String query) throws EqlException {
    SequenceQuery compiled = (SequenceQuery) EqlCompiler.compile(query, SCHEMA);
    return new QueryPlan(rule, query, compiled, SCHEMA, conditions);
  }

  private static Event event(int value, String key) {
    return new EventBuilder(SCHEMA)
        .type(1)
        .times(0, 0)
        .entity(0, 0)
        .i64(SCHEMA.field("i").orElseThrow().id(), value)
        .text(SCHEMA.field("k").orElseThrow().id(), key)
        .build();
  }

  @Test
  void plan_runs_areOneStep() throws EqlException {
    SequencePlan plan =
        plan(
                "r",
                "sequence with maxspan=5s [any where i == 1] with runs=3 ![any where i == 2]"
                    + " ![any where i == 2] [any where i == 1]")
            .plan();

    assertThat(plan.steps()).extracting(SequenceStep::runs).containsExactly(3, 1, 1, 1);
    assertThat(plan.steps())
        .extracting(SequenceStep::isMissing)
        .containsExactly(false, true, true, false);
    assertThat(plan.maxspan()).hasValueSatisfying(span -> assertThat(span).hasSeconds(5));
    assertThat(plan.fingerprint()).startsWith("sequence with");
  }

  @Test
  void close_givesTheConditionsBack() throws EqlException {
    QueryPlan first = plan("first", PAIR + " until [any where i == 3]");
    QueryPlan second = plan("second", PAIR);
    assertThat(conditions.size()).isEqualTo(3);

    first.close();
    assertThat(conditions.size()).isEqualTo(2);
    second.close();
    assertThat(conditions.size()).isZero();
  }

  @Test
  void plans_sharedConditions_areEvaluatedOnceAnEvent() throws EqlException {
    SequenceMatcher matcher =
        new SequenceMatcher(SCHEMA, SequenceLimits.DEFAULT, (event, to) -> {}, 0);
    for (int i = 0; i < 100; i++) {
      matcher.load(plan("r" + i, PAIR).plan());
    }
    List<String> found = new ArrayList<>();
    for (int value = 1; value <= 2; value++) {
      Event event = event(value, "a");
      conditions.select(event);
      matcher.accept(event, match -> found.add(match.rule()));
    }

    assertThat(found).hasSize(100);
    assertThat(conditions.evaluations()).isEqualTo(3);
  }
}
