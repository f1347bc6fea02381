package dev.weir.rules.engine;

import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.rule.RuleTest;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** Runs the tests of rules, each with its rule alone and in each evaluation mode. */
public final class RuleTests {
  private final EventSchema schema;
  private final RuleSettings settings;
  private final BufferAllocator allocator;

  /** Creates a runner of tests over the schema and with the settings of a directory of rules. */
  public RuleTests(EventSchema schema, RuleSettings settings, BufferAllocator allocator) {
    this.schema = schema;
    this.settings = settings;
    this.allocator = allocator;
  }

  /**
   * What a test has found.
   *
   * @param found the number of matches by evaluation mode
   */
  public record Outcome(Rule rule, RuleTest test, Map<EvaluationMode, Integer> found) {
    public Outcome {
      found = Map.copyOf(found);
    }

    /** Returns whether the matches are the expected ones in each mode. */
    public boolean passed() {
      return found.values().stream().allMatch(matches -> matches == test.matches());
    }
  }

  /** Runs the tests of a rule, also of one that is off or only counted. */
  public List<Outcome> run(Rule rule) {
    List<Outcome> outcomes = new ArrayList<>();
    for (RuleTest test : rule.tests()) {
      Map<EvaluationMode, Integer> found = new LinkedHashMap<>();
      for (EvaluationMode mode : EvaluationMode.values()) {
        found.put(mode, matches(rule, test, mode));
      }
      outcomes.add(new Outcome(rule, test, found));
    }
    return outcomes;
  }

  private int matches(Rule rule, RuleTest test, EvaluationMode mode) {
    List<RuleMatch> matches = new ArrayList<>();
    try (RuleEngine engine = new RuleEngine(schema, mode, settings)) {
      engine.load(rule.withMode(RuleMode.ALERT));
      if (mode == EvaluationMode.COLUMNS) {
        try (EventBatch batch = EventBatch.of(schema, test.events(), allocator)) {
          engine.processBatch(batch.row(), matches::add);
        }
      } else {
        test.events().forEach(event -> engine.process(event, matches::add));
      }
      engine.finish(matches::add);
    }
    return matches.size();
  }
}
