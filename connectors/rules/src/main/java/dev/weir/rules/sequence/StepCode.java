package dev.weir.rules.sequence;

import dev.weir.rules.event.EventPredicate;
import java.util.List;

/**
 * A step in the form in which the matcher tries it.
 *
 * @param condition a number that is the same for steps of one condition, such as runs
 * @param keyNumber a number that is the same for steps of one key
 * @param filled the number of events that a partial match has before this step; for until, 0
 */
record StepCode(
    Kind kind,
    EventPredicate predicate,
    int condition,
    List<KeyPart> key,
    int keyNumber,
    int filled) {
  enum Kind {
    /** Begins a partial match. */
    FIRST,
    /** A missing event before the first event. */
    PRECEDING,
    /** Advances a partial match. */
    NEXT,
    /** A missing event after an event. */
    MISSING,
    UNTIL
  }
}
