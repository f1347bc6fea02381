package dev.weir.core.connector;

import java.util.Optional;

/** A configured source. */
public interface Source {
  /**
   * Opens a session.
   *
   * @param snapshot a token of {@link SnapshotSession#exportSnapshot}, to read that snapshot; empty
   *     for a new one
   * @throws dev.weir.core.error.WeirException if the connection fails
   */
  SourceSession connect(Optional<String> snapshot);

  /**
   * Reads a source's {@code config}; reports problems to the settings rather than by exceptions.
   */
  @FunctionalInterface
  interface Factory {
    Source create(Settings config);
  }
}
