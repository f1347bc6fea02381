package dev.weir.core.cli;

import dev.weir.core.error.ExitCode;
import dev.weir.core.pipeline.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Turns SIGINT and SIGTERM into a request to stop. The first asks, and starts a watch that ends the
 * process when it has not ended in time; the second ends it at once. What was not committed is then
 * rolled back by the server.
 *
 * <p>A shutdown hook would not do: it cannot hear the second signal.
 */
final class Interrupts implements AutoCloseable {
  /** The promise is 10 seconds; the rest is for the JVM to go. */
  static final Duration GRACE = Duration.ofSeconds(9);

  private final Cancellation cancellation;
  private final Consumer<String> notice;
  private final Duration grace;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final List<Runnable> restores = new ArrayList<>();
  private volatile boolean closed;

  private Interrupts(Cancellation cancellation, Consumer<String> notice, Duration grace) {
    this.cancellation = cancellation;
    this.notice = notice;
    this.grace = grace;
  }

  static Interrupts install(Cancellation cancellation, Consumer<String> notice, Duration grace) {
    Interrupts interrupts = new Interrupts(cancellation, notice, grace);
    for (String name : List.of("INT", "TERM")) {
      Signals.handle(name, interrupts::received).ifPresent(interrupts.restores::add);
    }
    return interrupts;
  }

  /** Whether a stop was asked for. */
  boolean isRequested() {
    return cancellation.isRequested();
  }

  /** Restores the previous signal handlers. */
  @Override
  public void close() {
    closed = true;
    restores.forEach(Runnable::run);
    restores.clear();
  }

  private void received() {
    if (!asked.compareAndSet(false, true)) {
      Runtime.getRuntime().halt(ExitCode.CANCELLED.code());
    }
    // Before the request, for what it runs may block.
    Thread watch = new Thread(this::watch, "weir-cancel-watch");
    watch.setDaemon(true);
    watch.start();
    notice.accept("weir: Stopping; once more to end at once.");
    cancellation.request();
  }

  private void watch() {
    try {
      Thread.sleep(grace.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!closed) {
      notice.accept(
          "weir: Did not stop in time; ended. What was not committed is rolled back by the server.");
      Runtime.getRuntime().halt(ExitCode.CANCELLED.code());
    }
  }
}
