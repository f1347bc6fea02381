package dev.weir.rules.rule;

import dev.weir.rules.input.EventNames;
import dev.weir.rules.schema.EventSchema;
import java.util.List;

/**
 * The checked rules of a directory.
 *
 * @param names where events have their time, type and key
 */
public record RuleSet(
    EventSchema schema, EventNames names, RuleSettings settings, List<Rule> rules) {
  public RuleSet {
    rules = List.copyOf(rules);
  }
}
