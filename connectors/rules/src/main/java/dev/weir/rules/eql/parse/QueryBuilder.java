package dev.weir.rules.eql.parse;

import dev.weir.core.config.NearMiss;
import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser.CategoryContext;
import dev.weir.rules.eql.grammar.EqlParser.EventQueryContext;
import dev.weir.rules.eql.grammar.EqlParser.SequenceContext;
import dev.weir.rules.eql.grammar.EqlParser.SettingContext;
import dev.weir.rules.eql.grammar.EqlParser.StepContext;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.eql.tree.EqlQuery.EventFilter;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.eql.tree.EqlQuery.Step;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.sequence.SequencePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.antlr.v4.runtime.Token;

/** Builds queries. */
final class QueryBuilder {
  private final EventSchema schema;
  private final QueryProblems problems;
  private final ExpressionBuilder expressions;
  private final JoinKeys joinKeys;
  private final SequenceSettings settings;

  QueryBuilder(EventSchema schema, QueryProblems problems) {
    this.schema = schema;
    this.problems = problems;
    this.expressions = new ExpressionBuilder(schema, problems);
    this.joinKeys = new JoinKeys(expressions.fields(), problems);
    this.settings = new SequenceSettings(problems);
  }

  EqlQuery event(EventQueryContext context) {
    return new EventQuery(filter(context));
  }

  private EventFilter filter(EventQueryContext context) {
    return new EventFilter(type(context.category()), expressions.condition(context.expression()));
  }

  private int type(CategoryContext context) {
    Token token = context.getStart();
    String name =
        token.getType() == EqlLexer.IDENTIFIER
            ? token.getText()
            : expressions.literals().text(token);
    if (token.getType() == EqlLexer.IDENTIFIER && name.equals(EventType.ANY_NAME)) {
      return EventType.ANY;
    }
    Optional<EventType> type = schema.type(name);
    if (type.isEmpty()) {
      String remedy =
          NearMiss.of(name, schema.typeNames())
              .map(near -> "did you mean " + near + "?")
              .orElse("register it in the schema, or use any");
      problems.add(token, "The event type %s is unknown; %s".formatted(name, remedy));
    }
    return type.map(EventType::id).orElse(EventType.ANY);
  }

  EqlQuery sequence(SequenceContext context) {
    if (context.lateKeys != null) {
      problems.add(context.lateKeys, "by stands before with: sequence by ... with maxspan=...");
    }
    OptionalLong maxspan = settings.maxspanNanos(context.setting());
    List<JoinKey> shared = joinKeys.of(context.keys);
    List<Step> steps = new ArrayList<>();
    for (StepContext step : context.step()) {
      add(step, shared, steps);
    }
    Optional<Step> until = Optional.empty();
    if (context.until() != null) {
      if (context.until().BANG() != null) {
        problems.add(
            context.until().BANG().getSymbol(), "until takes an event that occurs; remove !");
      }
      EventFilter filter = filter(context.until().eventQuery());
      until = Optional.of(new Step(filter, joinKeys.of(shared, context.until().joinKeys()), false));
    }
    checkSteps(context, steps, maxspan);
    joinKeys.check(context, steps, until);
    return new SequenceQuery(steps, until, maxspan);
  }

  private void add(StepContext context, List<JoinKey> shared, List<Step> steps) {
    boolean missing = context.BANG() != null;
    EventFilter filter = filter(context.eventQuery());
    List<JoinKey> keys = joinKeys.of(shared, context.joinKeys());
    List<SettingContext> given = context.setting();
    int runs = settings.runs(given);
    if (missing && !given.isEmpty()) {
      problems.add(given.get(0), "A missing event has no runs; remove with");
    }
    steps.addAll(Collections.nCopies(runs, new Step(filter, keys, missing)));
  }

  private void checkSteps(SequenceContext context, List<Step> steps, OptionalLong maxspan) {
    if (steps.size() < 2) {
      problems.add(
          context,
          "A sequence has two steps or more; this one has %d%s"
              .formatted(
                  steps.size(), steps.isEmpty() ? "" : ", which is a query without sequence"));
    }
    if (steps.size() > SequencePlan.STEPS_MAX) {
      problems.add(
          context,
          "A sequence has at most %d steps, runs included; this one has %d"
              .formatted(SequencePlan.STEPS_MAX, steps.size()));
    }
    for (StepContext step : context.step()) {
      if (step.BANG() != null && maxspan.isEmpty()) {
        problems.add(
            step.BANG().getSymbol(),
            "A missing event needs a bound on its absence; add with maxspan=... to the sequence");
      }
    }
    if (!steps.isEmpty() && steps.stream().allMatch(Step::missing)) {
      problems.add(context, "A sequence has at least one event that occurs; all steps have !");
    }
  }
}
