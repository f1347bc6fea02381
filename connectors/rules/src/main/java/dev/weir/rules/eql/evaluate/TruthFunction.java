package dev.weir.rules.eql.evaluate;

import dev.weir.rules.event.EventReader;

/**
 * A condition in compiled form. With these values the minimum is the conjunction, the maximum the
 * disjunction, and the opposite the negation of Kleene's logic.
 */
@FunctionalInterface
interface TruthFunction {
  int FALSE = -1;
  int NULL = 0;
  int TRUE = 1;

  /** Returns {@link #TRUE}, {@link #FALSE} or {@link #NULL}. */
  int test(EventReader event);

  static int of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
