package dev.weir.rules.rule;

import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checked rule.
 *
 * @param id distinct among the rules of a directory
 * @param captures fields by the alias under which an alert has their values
 */
public record Rule(
    String id,
    String name,
    Severity severity,
    RuleMode mode,
    RuleLogic logic,
    Map<String, Integer> captures,
    List<String> tags,
    List<RuleTest> tests) {
  public Rule {
    captures = Collections.unmodifiableMap(new LinkedHashMap<>(captures));
    tags = List.copyOf(tags);
    tests = List.copyOf(tests);
  }

  /** Returns whether it is evaluated, and matches sequences. */
  boolean isSequence() {
    return mode != RuleMode.OFF
        && logic instanceof RuleLogic.Query written
        && written.query() instanceof SequenceQuery;
  }

  /** Returns this rule in another mode. */
  public Rule withMode(RuleMode other) {
    return new Rule(id, name, severity, other, logic, captures, tags, tests);
  }
}
