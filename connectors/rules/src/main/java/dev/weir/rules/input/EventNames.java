package dev.weir.rules.input;

import java.util.Optional;

/**
 * The fields of the data that hold what each event has.
 *
 * @param time milliseconds since the epoch, or ISO 8601
 * @param type the name of the event type
 * @param key the entity key; empty if events have none
 */
public record EventNames(String time, String type, Optional<String> key) {
  public static final EventNames DEFAULT = new EventNames("time", "type", Optional.empty());
}
