package dev.weir.postgres.query;

import dev.weir.core.error.EngineError;
import dev.weir.core.error.WeirException;

/** The state of a stream, and the wait of its reader while it is paused. Thread-safe. */
final class Pause {
  private StreamState state = StreamState.RUNNING;

  synchronized StreamState state() {
    return state;
  }

  synchronized void pause() {
    if (state == StreamState.RUNNING) {
      state = StreamState.PAUSED;
    }
  }

  synchronized void resume() {
    if (state == StreamState.PAUSED) {
      state = StreamState.RUNNING;
      notifyAll();
    }
  }

  /** Ends the stream; returns whether it was not over before. */
  synchronized boolean end(StreamState last) {
    boolean ends = state == StreamState.RUNNING || state == StreamState.PAUSED;
    if (ends) {
      state = last;
      notifyAll();
    }
    return ends;
  }

  /**
   * Waits until the stream is not paused.
   *
   * @throws WeirException if it is cancelled
   * @throws IllegalStateException if it is over
   */
  synchronized void await() {
    try {
      while (state == StreamState.PAUSED) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    }
    if (state == StreamState.CANCELLED) {
      throw cancelled();
    }
    if (state != StreamState.RUNNING) {
      throw new IllegalStateException("The stream is over: " + state);
    }
  }

  static WeirException cancelled() {
    return EngineError.CANCELLED.at("The query was cancelled");
  }
}
