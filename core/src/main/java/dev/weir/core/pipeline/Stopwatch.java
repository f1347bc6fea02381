package dev.weir.core.pipeline;

import java.util.function.LongSupplier;

/** Adds up the time in which it runs. For one thread. */
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

  void pause() {
    elapsedNanos = elapsedNanos();
    running = false;
  }

  void resume() {
    elapsedNanos = elapsedNanos();
    sinceNanos = nanoTime.getAsLong();
    running = true;
  }

  long elapsedNanos() {
    return elapsedNanos + (running ? nanoTime.getAsLong() - sinceNanos : 0);
  }
}
