package dev.weir.rules.wasm;

import org.jspecify.annotations.Nullable;

/** A module that cannot be loaded, or an evaluation that failed; the message is one sentence. */
public final class WasmPredicateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WasmPredicateException(String message) {
    super(message);
  }

  WasmPredicateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
