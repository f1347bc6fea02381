package dev.weir.rules.eql.tree;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A checked query. */
public sealed interface EqlQuery {
  /** Matches each event by itself. */
  record EventQuery(EventFilter filter) implements EqlQuery {}

  /**
   * Matches a sequence of events.
   *
   * @param steps in order; two or more, runs written out, at least one of which is not missing
   * @param until the event that ends all partial matches of its key
   * @param maxspanNanos the longest time from the first event to the last; empty if unbounded
   */
  record SequenceQuery(List<Step> steps, Optional<Step> until, OptionalLong maxspanNanos)
      implements EqlQuery {
    public SequenceQuery {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Matches one event.
   *
   * @param type the id of its type, or {@link dev.weir.rules.schema.EventType#ANY}
   */
  record EventFilter(int type, Expression condition) {}

  /**
   * A step of a sequence.
   *
   * @param keys the values by which events are joined
   * @param missing whether no such event may occur
   */
  record Step(EventFilter filter, List<JoinKey> keys, boolean missing) {
    public Step {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A field by which events are joined.
   *
   * @param field the id; 0 for an optional field that the schema does not have
   * @param optional whether null is a value, rather than leaving the event out
   */
  record JoinKey(int field, ValueType type, boolean optional) {}
}
