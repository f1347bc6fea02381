package dev.weir.rules.rule;

import dev.weir.core.config.NearMiss;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.eql.parse.EqlProblem;
import dev.weir.rules.event.Event;
import dev.weir.rules.input.EventFactory;
import dev.weir.rules.input.EventNames;
import dev.weir.rules.input.InputException;
import dev.weir.rules.rule.DraftRule.DraftEvent;
import dev.weir.rules.rule.DraftRule.DraftTest;
import dev.weir.rules.rule.DraftRule.QueryText;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Compiles the queries of rules, and gives types to what refers to fields. */
final class RuleChecker {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final EventSchema schema;
  private final FileProblems problems;
  private final EventFactory events;
  private final ModuleLoader modules;

  RuleChecker(Path directory, EventSchema schema, EventNames names, FileProblems problems) {
    this.schema = schema;
    this.problems = problems;
    this.modules = new ModuleLoader(directory, schema, problems);
    this.events = new EventFactory(schema, names);
  }

  /** Returns the rule; empty after a problem of its query or module. */
  Optional<Rule> check(DraftRule draft) {
    Map<String, Integer> captures = new LinkedHashMap<>();
    draft.captures().forEach((alias, node) -> capture(draft, alias, node, captures));
    List<RuleTest> tests = draft.tests().stream().map(test -> test(draft, test)).toList();
    Optional<RuleLogic> logic =
        draft.query().isPresent()
            ? query(draft, draft.query().get())
            : draft.module().flatMap(module -> modules.load(draft.file(), module));
    return logic.map(
        found ->
            new Rule(
                draft.id(),
                draft.name(),
                draft.severity(),
                draft.mode(),
                found,
                captures,
                draft.tags(),
                tests));
  }

  private Optional<RuleLogic> query(DraftRule draft, QueryText query) {
    try {
      return Optional.of(
          new RuleLogic.Query(query.text(), EqlCompiler.compile(query.text(), schema)));
    } catch (EqlException e) {
      for (EqlProblem problem : e.problems()) {
        int before = problem.line() == 1 ? query.firstColumn() : query.indentation();
        problems.add(
            new RuleProblem(
                draft.file(),
                query.firstLine() + problem.line() - 1,
                problem.column() + before,
                problem.message(),
                problem.excerpt().lines().toList()));
      }
      return Optional.empty();
    }
  }

  private void capture(DraftRule draft, String alias, Node node, Map<String, Integer> captures) {
    String path = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<Field> field = schema.field(path);
    if (field.isEmpty()) {
      String remedy =
          NearMiss.of(path, schema.fieldPaths())
              .map(near -> "did you mean " + near + "?")
              .orElse("register it in the schema");
      problems.add(
          draft.file(),
          node,
          "The capture %s is of the unknown field %s; %s"
              .formatted(alias, NearMiss.quote(path), remedy));
    } else {
      captures.put(alias, field.get().id());
    }
  }

  /** Events without a time are one second apart. */
  private RuleTest test(DraftRule draft, DraftTest test) {
    List<Event> built = new ArrayList<>();
    long last = -NANOS_PER_SECOND;
    for (DraftEvent event : test.events()) {
      try {
        Event next = events.event(event.event(), Optional.of(last + NANOS_PER_SECOND));
        last = next.monotonicNanos();
        built.add(next);
      } catch (InputException e) {
        problems.add(draft.file(), event.place(), e.getMessage());
      }
    }
    return new RuleTest(test.name(), built, test.matches());
  }
}
