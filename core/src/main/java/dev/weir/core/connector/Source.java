package dev.weir.core.connector;

/** A configured source; connects when asked. */
public interface Source {
  /**
   * Opens a session, for use by one thread ({@link SourceSession#cancel} apart).
   *
   * @throws dev.weir.core.error.WeirException where the server cannot be reached or refuses
   */
  SourceSession connect();

  /**
   * Reads a source's {@code config} mapping; problems go into the settings, not into exceptions.
   */
  @FunctionalInterface
  interface Factory {
    Source create(Settings config);
  }
}
