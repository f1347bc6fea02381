package dev.weir.core.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several resources. */
final class Closing {
  private Closing() {}

  /** Runs all actions, even if some fail; then throws the first failure. */
  static void all(List<Runnable> closes) {
    @Nullable RuntimeException first = null;
    for (Runnable close : closes) {
      try {
        close.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
