package dev.weir.rules.wasm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Instances that are created when needed, up to a number, and used again. Each instance that is
 * taken is either returned or removed.
 */
final class InstancePool<T> {
  private final int instancesMax;
  private final Supplier<T> factory;
  private final Deque<T> idle = new ArrayDeque<>();

  /** Those that are idle, in use or being created. */
  private int instances;

  InstancePool(int instancesMax, Supplier<T> factory) {
    this.instancesMax = instancesMax;
    this.factory = factory;
  }

  /** Takes an instance; waits while all are in use. */
  T take() {
    synchronized (this) {
      while (idle.isEmpty() && instances == instancesMax) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          CancellationException cancelled =
              new CancellationException("The wait for an instance was interrupted");
          cancelled.initCause(e);
          throw cancelled;
        }
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      instances++;
    }
    boolean isCreated = false;
    try {
      T created = factory.get();
      isCreated = true;
      return created;
    } finally {
      if (!isCreated) {
        remove();
      }
    }
  }

  /** Removes all instances that are idle, and returns them. */
  synchronized List<T> removeIdle() {
    List<T> removed = List.copyOf(idle);
    instances -= removed.size();
    idle.clear();
    return removed;
  }

  synchronized void giveBack(T instance) {
    idle.push(instance);
    notify();
  }

  /** Makes room for another instance in place of one that was taken. */
  synchronized void remove() {
    instances--;
    notify();
  }
}
