package dev.weir.rules.alert;

import dev.weir.rules.engine.RuleMatch;
import dev.weir.rules.event.Event;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import dev.weir.rules.sequence.CapturedFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes alerts of matches. */
public final class AlertFactory {
  private final CapturedFields codec;
  private final FieldObjects values;
  private final AlertIds ids;
  private final Optional<Field> entityKey;

  /**
   * Creates a factory.
   *
   * @param entityKey the field of the entity key, for rules without join keys
   */
  public AlertFactory(EventSchema schema, Optional<String> entityKey) {
    this.codec = new CapturedFields(schema);
    this.values = new FieldObjects(schema);
    this.ids = new AlertIds(values);
    this.entityKey = entityKey.flatMap(schema::field);
  }

  /** Returns the alert of a match. */
  public Alert alert(RuleMatch match) {
    List<Event> events = match.events().stream().map(codec::decode).toList();
    Rule rule = match.rule();
    String key = key(match, events.get(events.size() - 1));
    String id = ids.id(rule.id(), key, events.get(0), events.get(events.size() - 1));
    return new Alert(id, rule, key, events, captures(rule, events));
  }

  private String key(RuleMatch match, Event last) {
    if (match.key().isEmpty()) {
      return entityKey
          .flatMap(field -> values.value(last, field.id()))
          .map(FieldObjects::text)
          .orElse("");
    }
    return String.join(", ", match.key());
  }

  /** The value of the first event that has the field. */
  private Map<String, Object> captures(Rule rule, List<Event> events) {
    Map<String, Object> captures = new LinkedHashMap<>();
    rule.captures()
        .forEach(
            (alias, field) ->
                events.stream()
                    .flatMap(event -> values.value(event, field).stream())
                    .findFirst()
                    .ifPresent(value -> captures.put(alias, value)));
    return captures;
  }
}
