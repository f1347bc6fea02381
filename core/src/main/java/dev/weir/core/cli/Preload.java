package dev.weir.core.cli;

import dev.weir.core.state.SqliteLibrary;
import java.lang.invoke.MethodHandles;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Initializes slow libraries of a run on a thread of their own, while the pipeline is read and the
 * connections are opened. A failure is left to the code that uses the library.
 */
final class Preload {
  private Preload() {}

  /**
   * Starts the thread.
   *
   * @param state whether the run has a state file
   */
  static void start(boolean state) {
    Thread thread = new Thread(() -> run(state), "weir-preload");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(boolean state) {
    try {
      if (state) {
        SqliteLibrary.load();
      }
      // Arrow's schemas have a JSON mapper, whose 600 classes take longer than those of Arrow.
      MethodHandles.lookup().ensureInitialized(Schema.class);
    } catch (Exception | LinkageError e) {
      return;
    }
  }
}
