package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;

/**
 * Lets lanes verify only while no lane moves rows, so that the run's stopwatch can be paused
 * meanwhile and other stages do not pay for it. Thread-safe.
 */
final class VerifyGate {
  private final Stopwatch stopwatch;
  private int lanes;
  private int waiting;
  private int verifying;
  private boolean open;
  private boolean aborted;

  VerifyGate(Stopwatch stopwatch, int lanes) {
    this.stopwatch = stopwatch;
    this.lanes = lanes;
  }

  /**
   * Waits until each lane waits here or has ended.
   *
   * @throws ChannelAbortedException if the attempt is aborted
   */
  synchronized void enter() throws InterruptedException {
    while (open && !aborted) {
      wait();
    }
    waiting++;
    openIfReady();
    while (!open && !aborted) {
      wait();
    }
    if (aborted) {
      throw new ChannelAbortedException();
    }
  }

  private void openIfReady() {
    if (!open && waiting > 0 && waiting == lanes) {
      stopwatch.pause();
      verifying = waiting;
      waiting = 0;
      open = true;
      notifyAll();
    }
  }

  /** Ends a verification. */
  synchronized void leave() {
    verifying--;
    if (verifying == 0) {
      stopwatch.resume();
      open = false;
      notifyAll();
    }
  }

  /** Called when a lane has no more splits. */
  synchronized void laneEnded() {
    lanes--;
    openIfReady();
  }

  synchronized void abort() {
    aborted = true;
    notifyAll();
  }
}
