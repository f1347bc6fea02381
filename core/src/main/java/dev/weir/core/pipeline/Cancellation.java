package dev.weir.core.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to stop, made once and from any thread. What is under way registers how it is ended;
 * registering after the request ends it at once.
 */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean requested;

  public void request() {
    List<Runnable> toRun;
    synchronized (this) {
      if (requested) {
        return;
      }
      requested = true;
      toRun = List.copyOf(actions);
      actions.clear();
    }
    toRun.forEach(Runnable::run);
  }

  public synchronized boolean isRequested() {
    return requested;
  }

  /** Runs {@code action} when a stop is requested, until the returned handle is closed. */
  public Registration onRequest(Runnable action) {
    synchronized (this) {
      if (!requested) {
        actions.add(action);
        return () -> {
          synchronized (this) {
            actions.remove(action);
          }
        };
      }
    }
    action.run();
    return () -> {};
  }

  /** Ends an interest in the request. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
