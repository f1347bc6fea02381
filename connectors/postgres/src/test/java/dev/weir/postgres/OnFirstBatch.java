package dev.weir.postgres;

import dev.weir.core.pipeline.Progress;

/** Runs an action once during a run, after the destination was sent the first batch. */
public final class OnFirstBatch implements Progress {
  private final Action action;
  private boolean done;

  private OnFirstBatch(Action action) {
    this.action = action;
  }

  /** An action that may throw. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  public static OnFirstBatch run(Action action) {
    return new OnFirstBatch(action);
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
