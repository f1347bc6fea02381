package dev.weir.rules.sequence;

import dev.weir.rules.event.EventPredicate;
import java.util.List;

/**
 * What a step, or until, requires of an event.
 *
 * @param type the queried event type, which includes its descendants; {@link
 *     dev.weir.rules.schema.EventType#ANY} for all types
 * @param key the join key: the values of {@code sequence by}, then those of the step's own {@code
 *     by}
 */
public record EventCondition(int type, EventPredicate predicate, List<KeyPart> key) {
  public EventCondition {
    key = List.copyOf(key);
  }
}
