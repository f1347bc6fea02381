package dev.weir.rules.engine;

import dev.weir.rules.rule.Rule;
import java.util.List;

/**
 * A match of a rule.
 *
 * @param events in order, in the form of {@link dev.weir.rules.event.EventCodec}
 */
public record RuleMatch(Rule rule, List<byte[]> events) {
  public RuleMatch {
    events = List.copyOf(events);
  }

  /** Receives matches. */
  @FunctionalInterface
  public interface Sink {
    void accept(RuleMatch match);
  }
}
