package dev.weir.core.config;

import dev.weir.core.connector.WriteMode;
import java.util.List;
import java.util.Optional;

/**
 * The target of a transform's output.
 *
 * @param name the output; empty for the only one beside the main output
 * @param target the table at the destination
 * @param mode {@link WriteMode#APPEND} or {@link WriteMode#UPSERT}
 * @param primaryKey the columns that identify a row; empty for those that the transform declares
 */
public record OutputConfig(
    Optional<String> name, String target, WriteMode mode, List<String> primaryKey) {
  public OutputConfig {
    primaryKey = List.copyOf(primaryKey);
    if (mode == WriteMode.REPLACE) {
      throw new IllegalArgumentException("The rows of an output cannot replace those of its table");
    }
  }
}
