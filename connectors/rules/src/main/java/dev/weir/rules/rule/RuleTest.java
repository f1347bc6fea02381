package dev.weir.rules.rule;

import dev.weir.rules.event.Event;
import java.util.List;

/**
 * A test of a rule.
 *
 * @param events in order
 * @param matches how often the rule matches
 */
public record RuleTest(String name, List<Event> events, int matches) {
  public RuleTest {
    events = List.copyOf(events);
  }
}
