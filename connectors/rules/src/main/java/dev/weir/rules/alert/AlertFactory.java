package dev.weir.rules.alert;

import dev.weir.rules.engine.RuleMatch;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.eql.tree.EqlQuery.Step;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventCodec;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes alerts of matches. */
public final class AlertFactory {
  private static final int ID_BYTES = 16;

  private final EventCodec codec;
  private final FieldObjects values;
  private final Optional<Field> entityKey;

  /**
   * Creates a factory.
   *
   * @param entityKey the field of the entity key, for rules without join keys
   */
  public AlertFactory(EventSchema schema, Optional<String> entityKey) {
    this.codec = new EventCodec(schema);
    this.values = new FieldObjects(schema);
    this.entityKey = entityKey.flatMap(schema::field);
  }

  /** Returns the alert of a match. */
  public Alert alert(RuleMatch match) {
    List<Event> events = match.events().stream().map(codec::decode).toList();
    Rule rule = match.rule();
    String key = key(rule, events);
    byte[] first = match.events().get(0);
    byte[] last = match.events().get(match.events().size() - 1);
    long wallNanos = events.get(events.size() - 1).wallNanos();
    return new Alert(
        id(rule, key, first, last), rule, key, wallNanos, events, captures(rule, events));
  }

  private String key(Rule rule, List<Event> events) {
    if (rule.query() instanceof SequenceQuery sequence) {
      List<JoinKey> keys =
          sequence.steps().stream()
              .filter(step -> !step.missing())
              .findFirst()
              .map(Step::keys)
              .orElse(List.of());
      if (!keys.isEmpty()) {
        return keys.stream()
            .map(joinKey -> text(events.get(0), joinKey.field()))
            .collect(Collectors.joining(", "));
      }
    }
    return entityKey.map(field -> text(events.get(events.size() - 1), field.id())).orElse("");
  }

  private String text(EventReader event, int field) {
    return field == 0 ? "" : values.value(event, field).map(Object::toString).orElse("");
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

  /** Each part is preceded by its length, so that different parts never give the same bytes. */
  private static String id(Rule rule, String key, byte[] first, byte[] last) {
    MessageDigest digest = sha256();
    for (byte[] part :
        List.of(
            rule.id().getBytes(StandardCharsets.UTF_8),
            key.getBytes(StandardCharsets.UTF_8),
            first,
            last)) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
      digest.update(part);
    }
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), ID_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java platform has SHA-256", e);
    }
  }
}
