package dev.weir.rules.wasm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts evaluations that take too long, by one thread for all modules. Time is counted in
 * ticks of that thread, so that a pause of the whole process does not count.
 */
public final class Watchdog implements AutoCloseable {
  /** An evaluation ends at most this much after its time. */
  private static final Duration TICK = Duration.ofMillis(5);

  private final List<EvaluationGuard> guards = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::watch, "weir-wasm-watchdog");
  private volatile boolean isClosed;

  public Watchdog() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a guard, which is watched until it is removed. */
  EvaluationGuard guard(Duration limit) {
    EvaluationGuard guard = new EvaluationGuard(Math.max(1, limit.dividedBy(TICK)));
    guards.add(guard);
    return guard;
  }

  void remove(EvaluationGuard guard) {
    guards.remove(guard);
  }

  private void watch() {
    while (!isClosed) {
      long before = System.nanoTime();
      LockSupport.parkNanos(TICK.toNanos());
      // Returns early at times.
      if (System.nanoTime() - before >= TICK.toNanos()) {
        guards.forEach(EvaluationGuard::tick);
      }
    }
  }

  /** Ends the thread; evaluations are no longer bounded. */
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
  }
}
