package dev.weir.postgres.server;

import org.jspecify.annotations.Nullable;

/**
 * No server, or none that can be used: what happened and what to do about it, in one sentence each.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerException(String message) {
    this(message, null);
  }

  ServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
