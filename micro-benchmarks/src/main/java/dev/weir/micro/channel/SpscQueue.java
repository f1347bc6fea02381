package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;
import org.jctools.queues.SpscArrayQueue;

/**
 * JCTools' queue for one producer and one consumer, bounded in frames, of which it holds 4 or more.
 * It does not block: a thread that waits spins, and lets other threads run from time to time.
 */
final class SpscQueue implements FrameQueue {
  /** About a microsecond; a power of two. */
  private static final int SPINS = 32;

  private final SpscArrayQueue<Frame> queue;

  SpscQueue(int framesMax) {
    this.queue = new SpscArrayQueue<>(framesMax);
  }

  @Override
  public String name() {
    return "spsc queue";
  }

  @Override
  public void put(Frame frame) throws InterruptedException {
    int waits = 0;
    while (!queue.relaxedOffer(frame)) {
      idle(waits++);
    }
  }

  @Override
  public Frame take() throws InterruptedException {
    int waits = 0;
    Frame frame = queue.relaxedPoll();
    while (frame == null) {
      idle(waits++);
      frame = queue.relaxedPoll();
    }
    return frame;
  }

  @SuppressWarnings(
      "ThreadPriorityCheck") // Where threads share a processor, spinning alone blocks.
  private static void idle(int waits) throws InterruptedException {
    if ((waits & (SPINS - 1)) < SPINS - 1) {
      Thread.onSpinWait();
      return;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Thread.yield();
  }
}
