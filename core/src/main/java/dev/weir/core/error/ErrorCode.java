package dev.weir.core.error;

import java.util.Set;

/**
 * An entry of the list of errors, {@code docs/errors.md}. The engine's are {@link EngineError}; a
 * connector lists its own in {@link dev.weir.core.connector.Connector#errors}.
 */
public interface ErrorCode {
  /**
   * Stable, such as {@code run.cancelled}. A code without a dot gets the side at which the error
   * happened as its prefix: {@code unreachable} is {@code source.unreachable} or {@code
   * destination.unreachable}.
   */
  String id();

  ErrorKind kind();

  /** Whether the engine tries again by itself, up to {@code resources.max_retries} times. */
  boolean isRetried();

  /** The sides at which the error happens. */
  Set<Side> sides();

  /** What the error means, in one sentence. */
  String meaning();

  /** What to do, in one sentence; the hint where the error has no more precise one. */
  String remedy();

  /** The whole code at a side. */
  default String idAt(Side side) {
    return id().indexOf('.') >= 0
        ? id()
        : side.name().toLowerCase(java.util.Locale.ROOT) + "." + id();
  }
}
