package dev.weir.rules.alert;

import dev.weir.rules.event.Event;
import dev.weir.rules.rule.Rule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An alert.
 *
 * @param id 32 hexadecimal digits; equal for equal rule, key, first and last event, so that what is
 *     evaluated again is the same alert
 * @param key the values of the join keys, or the entity key, as text; may be empty
 * @param events in order
 * @param captures values of fields by alias
 */
public record Alert(
    String id, Rule rule, String key, List<Event> events, Map<String, Object> captures) {
  public Alert {
    events = List.copyOf(events);
    captures = Collections.unmodifiableMap(new LinkedHashMap<>(captures));
  }

  /** Returns the time of day of the first event, in nanoseconds since the epoch. */
  public long firstNanos() {
    return events.get(0).wallNanos();
  }

  /** Returns the time of day of the last event, in nanoseconds since the epoch. */
  public long lastNanos() {
    return events.get(events.size() - 1).wallNanos();
  }
}
