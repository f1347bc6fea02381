package dev.weir.postgres.sql;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Timeout of a session: aborts the connection if the server does not respond in time. A stopped
 * backend keeps its connection open, and writes to it block in the kernel, so neither a socket
 * timeout nor TCP keepalive is sufficient.
 *
 * <p>The session's thread begins and ends waits; one shared daemon thread checks all sessions.
 */
final class Deadline implements AutoCloseable {
  private static final Duration PERIOD_MAX = Duration.ofMillis(500);
  private static final int CHECKS_PER_TIMEOUT = 10;

  private static final ScheduledExecutorService SCHEDULER = scheduler();

  private final Timeouts timeouts;
  private final Runnable abort;
  private final ScheduledFuture<?> checks;
  private volatile @Nullable ServerWait current;
  private volatile long deadlineNanos;
  private volatile @Nullable ServerWait expired;

  Deadline(Timeouts timeouts, Runnable abort) {
    this.timeouts = timeouts;
    this.abort = abort;
    long period = period(timeouts).toNanos();
    this.checks =
        SCHEDULER.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
  }

  private static Duration period(Timeouts timeouts) {
    Duration least = timeouts.waits().values().stream().min(Duration::compareTo).orElse(PERIOD_MAX);
    Duration period = least.dividedBy(CHECKS_PER_TIMEOUT);
    return period.compareTo(PERIOD_MAX) < 0 ? period : PERIOD_MAX;
  }

  private static ScheduledExecutorService scheduler() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "weir-postgres-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** Begins a wait, or restarts its timeout after the server made progress. */
  void begin(ServerWait wait) {
    deadlineNanos = System.nanoTime() + timeouts.of(wait).toNanos();
    current = wait;
  }

  /** Ends the wait. */
  void end() {
    current = null;
  }

  /** Returns the wait that timed out; the connection is aborted. */
  Optional<ServerWait> expired() {
    return Optional.ofNullable(expired);
  }

  private void check() {
    ServerWait waiting = current;
    if (waiting != null && expired == null && System.nanoTime() - deadlineNanos > 0) {
      expired = waiting;
      abort.run();
    }
  }

  @Override
  public void close() {
    checks.cancel(false);
  }
}
