package dev.weir.micro.cpu;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a fork, which probe their core around each iteration; JMH creates it. */
public final class ProbingExecutor extends ThreadPoolExecutor {
  private final CpuContention contention = CpuContention.here().orElseThrow();

  /**
   * The executor.
   *
   * @param prefix of the names of threads
   */
  public ProbingExecutor(int threads, String prefix) {
    super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(prefix));
    CpuProbe.warmUp();
  }

  /** Threads of the kind that lanes have, with the names of JMH's own. */
  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread =
          new FastThreadLocalThread(task, prefix + "-jmh-worker-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** A task is one iteration of one thread. */
  @Override
  public void execute(Runnable task) {
    super.execute(
        () -> {
          double before = contention.awaitQuiet();
          task.run();
          contention.add(Math.max(before, contention.slowdown()));
        });
  }
}
