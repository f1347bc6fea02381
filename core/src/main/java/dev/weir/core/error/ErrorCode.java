package dev.weir.core.error;

import java.util.Set;

/**
 * An error code, listed in {@code docs/errors.md}. The engine's codes are in {@link EngineError}; a
 * connector returns its own from {@link dev.weir.core.connector.Connector#errors}.
 */
public interface ErrorCode {
  /**
   * Returns the stable code, such as {@code run.cancelled}. A code without a dot is prefixed with
   * the side of the error: {@code unreachable} becomes {@code source.unreachable} or {@code
   * destination.unreachable}.
   */
  String id();

  ErrorKind kind();

  /** Returns whether the engine retries, up to {@code resources.max_retries} times. */
  boolean isRetried();

  /** Returns the sides at which the error can occur. */
  Set<Side> sides();

  /** Returns the meaning of the error, in one sentence. */
  String meaning();

  /** Returns the remedy, in one sentence; the default hint of the exception. */
  String remedy();

  /** Returns the complete code at a side. */
  default String idAt(Side side) {
    String id = id();
    return id.indexOf('.') >= 0 ? id : side.label() + "." + id;
  }
}
