package dev.weir.core.pipeline;

import java.util.function.LongSupplier;

/** Adds up the time in which it runs. Thread-safe. */
final class Stopwatch {
  private final LongSupplier nanoTime;
  private long sinceNanos;
  private long elapsedNanos;
  private boolean running = true;

  /** Runs from now on. */
  Stopwatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.sinceNanos = nanoTime.getAsLong();
  }

  synchronized void pause() {
    elapsedNanos = elapsedNanos();
    running = false;
  }

  synchronized void resume() {
    elapsedNanos = elapsedNanos();
    sinceNanos = nanoTime.getAsLong();
    running = true;
  }

  synchronized long elapsedNanos() {
    return elapsedNanos + (running ? nanoTime.getAsLong() - sinceNanos : 0);
  }
}
