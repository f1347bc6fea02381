package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds that a queue delivers each frame once and in order, between two threads. */
final class QueueGate {
  /** A queue that loses a frame never delivers the last one; this ends the wait for it. */
  private static final long DEADLINE_SECONDS = 20;

  private static final int CPU = 0;

  private QueueGate() {}

  /**
   * Passes where the queue delivers these frames as they are put.
   *
   * @throws IllegalStateException otherwise, naming the queue and the first frame that differs
   */
  static void check(FrameQueue queue, List<Frame> frames) {
    check(queue, frames, DEADLINE_SECONDS);
  }

  /** Has a deadline for the last frame. */
  static void check(FrameQueue queue, List<Frame> frames, long deadlineSeconds) {
    CountDownLatch missing = new CountDownLatch(frames.size());
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger firstWrong = new AtomicInteger(frames.size());
    FrameTaker.Receiver receiver =
        frame -> {
          int number = taken.getAndIncrement();
          if (number >= frames.size() || frame != frames.get(number)) {
            firstWrong.accumulateAndGet(number, Math::min);
          }
          missing.countDown();
        };
    boolean complete;
    try (FrameTaker taker = new FrameTaker(queue, CPU, receiver)) {
      for (Frame frame : frames) {
        queue.put(frame);
      }
      complete = missing.await(deadlineSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
    if (firstWrong.get() < frames.size()) {
      throw disagreement(queue, "delivers another frame as number " + firstWrong.get());
    }
    if (!complete) {
      throw disagreement(queue, "delivers only " + taken.get() + " of " + frames.size());
    }
  }

  private static IllegalStateException disagreement(FrameQueue queue, String what) {
    return new IllegalStateException(
        "The contenders disagree, so no time counts: " + queue.name() + " " + what);
  }
}
