package dev.weir.rules.eql.evaluate;

import dev.weir.rules.event.EventReader;

/** A test of a value that is present. */
@FunctionalInterface
interface FieldTest {
  boolean holds(EventReader event, int position);
}
