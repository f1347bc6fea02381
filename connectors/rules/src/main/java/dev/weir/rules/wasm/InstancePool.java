package dev.weir.rules.wasm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Instances that are created when needed, up to a number, and used again. Each instance that is
 * taken is either returned or removed.
 */
final class InstancePool {
  private final int instancesMax;
  private final Supplier<PredicateInstance> factory;
  private final Deque<PredicateInstance> idle = new ArrayDeque<>();

  /** Those that are idle, in use or being created. */
  private int instances;

  InstancePool(int instancesMax, Supplier<PredicateInstance> factory) {
    this.instancesMax = instancesMax;
    this.factory = factory;
  }

  /** Takes an instance; waits while all are in use. */
  PredicateInstance take() {
    synchronized (this) {
      while (idle.isEmpty() && instances == instancesMax) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new WasmPredicateException("The wait for an instance was interrupted", e);
        }
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      instances++;
    }
    PredicateInstance created = null;
    try {
      created = factory.get();
      return created;
    } finally {
      if (created == null) {
        remove();
      }
    }
  }

  /** Removes all instances that are idle, and returns them. */
  synchronized List<PredicateInstance> removeIdle() {
    List<PredicateInstance> removed = List.copyOf(idle);
    instances -= removed.size();
    idle.clear();
    return removed;
  }

  synchronized void giveBack(PredicateInstance instance) {
    idle.push(instance);
    notify();
  }

  /** Makes room for another instance in place of one that was taken. */
  synchronized void remove() {
    instances--;
    notify();
  }

  /** Returns the number of instances, and how many of them are idle. */
  synchronized Usage usage() {
    return new Usage(instances, idle.size());
  }

  record Usage(int instances, int idle) {}
}
