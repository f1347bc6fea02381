package dev.weir.bench.shell;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Waits for changes of files. */
final class FileWait {
  private static final long TIMEOUT_SECONDS = 30;

  private FileWait() {}

  /** What files must show. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Waits until the condition holds, which is checked after each change in {@code directory}.
   *
   * @param expected what is waited for, for the message
   */
  static void until(Path directory, Condition condition, String expected)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    try (WatchService changes = FileSystems.getDefault().newWatchService()) {
      directory.register(
          changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (!condition.holds()) {
        WatchKey key = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (key == null) {
          throw new AssertionError(
              "no %s within %d s in %s".formatted(expected, TIMEOUT_SECONDS, directory));
        }
        key.reset();
      }
    }
  }
}
