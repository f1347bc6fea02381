package dev.weir.rules.sequence;

import dev.weir.rules.event.EventReader;

/**
 * Reads one value of a join key. Two readers of the same value should be equal, so that a key is
 * read once for all steps that share it.
 */
@FunctionalInterface
public interface KeyReader {
  /** Writes the value; returns false, and writes nothing, if it is missing or null. */
  boolean read(EventReader event, KeyWriter key);
}
