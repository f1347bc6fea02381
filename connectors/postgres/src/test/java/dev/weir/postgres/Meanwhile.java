package dev.weir.postgres;

import dev.weir.core.pipeline.Progress;

/**
 * Does something once, in the middle of a run: when the destination has been sent the first batch,
 * and waits for more.
 */
public final class Meanwhile implements Progress {
  private final Action action;
  private boolean done;

  private Meanwhile(Action action) {
    this.action = action;
  }

  /** An action that returns nothing, and may fail. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  public static Meanwhile once(Action action) {
    return new Meanwhile(action);
  }

  @Override
  public void written(String stream, long rows, long bytes) {
    if (done) {
      return;
    }
    done = true;
    try {
      action.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
