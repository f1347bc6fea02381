package dev.weir.rules.wasm;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time of the evaluations of one instance, one after another. An interrupt reaches the
 * evaluating thread only between {@link #begin} and {@link #end}: the thread that ends an
 * evaluation and the one that interrupts it compete for one state, and the end waits for an
 * interrupt that has begun.
 */
final class EvaluationGuard {
  private static final int PHASE_BITS = 2;
  private static final long PHASE_MASK = (1L << PHASE_BITS) - 1;
  private static final long IDLE = 0;
  private static final long RUNNING = 1;
  private static final long INTERRUPTING = 2;
  private static final long INTERRUPTED = 3;

  private final long ticksMax;

  /** The number of the evaluation, then the phase: no two evaluations have one state. */
  private final AtomicLong state = new AtomicLong(IDLE);

  private @Nullable Thread thread;

  /** The state at the last tick. Used by the watchdog only, like the count. */
  private long seenState;

  private long ticks;

  EvaluationGuard(long ticksMax) {
    this.ticksMax = ticksMax;
  }

  /** Begins an evaluation by this thread. */
  void begin() {
    thread = Thread.currentThread();
    state.set((state.get() & ~PHASE_MASK) + (1L << PHASE_BITS) + RUNNING);
  }

  /**
   * Ends the evaluation.
   *
   * @return whether it was interrupted because of its time; the interrupt is cleared then
   */
  boolean end() {
    long running = state.get();
    if ((running & PHASE_MASK) == RUNNING && state.compareAndSet(running, running & ~PHASE_MASK)) {
      return false;
    }
    while ((state.get() & PHASE_MASK) != INTERRUPTED) {
      Thread.onSpinWait();
    }
    state.set(state.get() & ~PHASE_MASK);
    Thread.interrupted();
    return true;
  }

  /** Counts a tick of the evaluation that runs, and interrupts it past the limit. */
  void tick() {
    long current = state.get();
    if ((current & PHASE_MASK) != RUNNING || current != seenState) {
      seenState = current;
      ticks = 0;
      return;
    }
    ticks++;
    long number = current & ~PHASE_MASK;
    if (ticks > ticksMax && state.compareAndSet(current, number | INTERRUPTING)) {
      Thread running = thread;
      if (running != null) {
        running.interrupt();
      }
      state.set(number | INTERRUPTED);
    }
  }
}
