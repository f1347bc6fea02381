package dev.weir.postgres.sql;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one session: when the server lets a wait's time-out pass, the session is aborted,
 * whatever call it is in. A stopped server process keeps its connection alive, and a write to it
 * blocks in the kernel, so neither a socket time-out nor keepalive would do.
 *
 * <p>The session's thread begins and ends waits; one thread of the process watches all sessions.
 */
final class Deadline implements AutoCloseable {
  private static final Duration PERIOD_MAX = Duration.ofMillis(500);
  private static final int CHECKS_PER_TIMEOUT = 10;

  private static final ScheduledExecutorService WATCH = watch();

  private final Timeouts timeouts;
  private final Runnable abort;
  private final ScheduledFuture<?> watching;
  private volatile @Nullable ServerWait current;
  private volatile long deadlineNanos;
  private volatile @Nullable ServerWait expired;

  Deadline(Timeouts timeouts, Runnable abort) {
    this.timeouts = timeouts;
    this.abort = abort;
    long period = period(timeouts).toNanos();
    this.watching = WATCH.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
  }

  private static Duration period(Timeouts timeouts) {
    Duration least = timeouts.waits().values().stream().min(Duration::compareTo).orElse(PERIOD_MAX);
    Duration period = least.dividedBy(CHECKS_PER_TIMEOUT);
    return period.compareTo(PERIOD_MAX) < 0 ? period : PERIOD_MAX;
  }

  private static ScheduledExecutorService watch() {
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

  /** The session now waits; or the server has just done a part of it, and the time begins anew. */
  void begin(ServerWait wait) {
    deadlineNanos = System.nanoTime() + timeouts.of(wait).toNanos();
    current = wait;
  }

  /** The session does not wait. */
  void end() {
    current = null;
  }

  /** The wait whose time-out has passed; the session is aborted then. */
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
    watching.cancel(false);
  }
}
