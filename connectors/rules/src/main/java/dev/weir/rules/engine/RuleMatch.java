package dev.weir.rules.engine;

import dev.weir.rules.rule.Rule;
import java.util.List;

/**
 * A match of a rule.
 *
 * @param key the values of the join key as texts; empty without one
 * @param events in order, in the form of {@link dev.weir.rules.sequence.CapturedFields}
 */
public record RuleMatch(Rule rule, List<String> key, List<byte[]> events) {
  public RuleMatch {
    key = List.copyOf(key);
    events = List.copyOf(events);
  }

  /** Receives matches. */
  @FunctionalInterface
  public interface Sink {
    void accept(RuleMatch match);
  }
}
