package dev.weir.rules.sequence;

import java.util.List;

/**
 * What was restored.
 *
 * @param partials the number of partial matches
 * @param leftOut the rules whose saved partial matches were left out: they are not loaded, or their
 *     plan or the schema has changed
 */
public record RestoredState(int partials, List<String> leftOut) {
  public RestoredState {
    leftOut = List.copyOf(leftOut);
  }
}
