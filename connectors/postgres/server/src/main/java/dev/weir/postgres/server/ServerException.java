package dev.weir.postgres.server;

import org.jspecify.annotations.Nullable;

/** A server cannot be used: one sentence that says what happened and what to do about it. */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerException(String message) {
    this(message, null);
  }

  ServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
