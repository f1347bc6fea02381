package dev.weir.rules.event;

/** A condition on one event, which keeps no state between events. */
@FunctionalInterface
public interface EventPredicate {
  /** Returns whether the event matches; a result that is null in the query is no match. */
  boolean matches(EventReader event);
}
