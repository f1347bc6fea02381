package dev.weir.rules.schema;

import java.util.OptionalInt;

/**
 * A type of events.
 *
 * @param id from 1, in the order of registration
 * @param parent the id of the type that includes this one
 */
public record EventType(int id, String name, OptionalInt parent) {
  /** In queries: every type. In events: a type that the schema does not have. */
  public static final int ANY = 0;

  /** The name of {@link #ANY} in queries. */
  public static final String ANY_NAME = "any";

  public EventType {
    if (id < 1) {
      throw new IllegalArgumentException("Event type ids begin with 1: " + id);
    }
  }
}
