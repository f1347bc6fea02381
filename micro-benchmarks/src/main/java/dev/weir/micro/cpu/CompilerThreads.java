package dev.weir.micro.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The threads of the JVM's just-in-time compilers. Where there is no {@code /proc}, they count as
 * idle.
 */
final class CompilerThreads {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** Names are cut off at 15 characters. Source: proc_pid_comm(5). */
  private static final String NAME = "CompilerThre";

  private static final long POLL_MILLIS = 5;

  /** In this many polls one after the other a compiler has had less than a tenth of a CPU. */
  private static final int IDLE_POLLS = 2;

  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS) / 10;

  private CompilerThreads() {}

  /**
   * Waits until the compilers have nothing to do.
   *
   * @return the nanoseconds that it has waited, little more than {@code maxNanos} at most
   */
  static long awaitIdle(long maxNanos) throws InterruptedException {
    return awaitIdle(CompilerThreads::runNanos, maxNanos);
  }

  static long awaitIdle(LongSupplier runNanos, long maxNanos) throws InterruptedException {
    long start = System.nanoTime();
    long waited = 0;
    long last = runNanos.getAsLong();
    for (int idle = 0; idle < IDLE_POLLS && waited < maxNanos; waited = System.nanoTime() - start) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      long now = runNanos.getAsLong();
      // A thread that ends takes its time with it.
      idle = Math.abs(now - last) < IDLE_NANOS ? idle + 1 : 0;
      last = now;
    }
    return waited;
  }

  /** The time that the compilers have had on a CPU so far. */
  static long runNanos() {
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.mapToLong(CompilerThreads::runNanos).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long runNanos(Path thread) {
    try {
      if (!Files.readString(thread.resolve("comm")).contains(NAME)) {
        return 0;
      }
      // The first field is the time on a CPU in nanoseconds.
      // Source: Documentation/scheduler/sched-stats of Linux.
      String schedstat = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
    } catch (IOException e) {
      // The thread has ended.
      return 0;
    }
  }
}
