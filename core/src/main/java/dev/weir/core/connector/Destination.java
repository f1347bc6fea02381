package dev.weir.core.connector;

import java.nio.channels.WritableByteChannel;

/** A configured destination; connects when asked. */
public interface Destination {
  /** How rows are loaded, such as {@code copy} or {@code insert}; goes into the run's record. */
  String loadMethod();

  /** Returns whether rows go to standard output, so that messages of the run must not. */
  default boolean usesStandardOutput() {
    return false;
  }

  /**
   * Returns this destination with another output in place of standard output.
   *
   * @param output closed by the destination
   */
  default Destination writingTo(WritableByteChannel output) {
    throw new UnsupportedOperationException("The destination does not use standard output");
  }

  /**
   * Opens a session, for use by one thread ({@link DestinationSession#cancel} apart).
   *
   * @throws dev.weir.core.error.WeirException where the server cannot be reached or refuses
   */
  DestinationSession connect();

  /** Reads a destination's {@code config}; problems go into the settings, not into exceptions. */
  @FunctionalInterface
  interface Factory {
    Destination create(Settings config);
  }
}
