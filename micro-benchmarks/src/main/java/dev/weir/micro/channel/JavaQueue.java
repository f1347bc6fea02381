package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The JDK's array queue, bounded in frames. */
final class JavaQueue implements FrameQueue {
  private final BlockingQueue<Frame> queue;

  JavaQueue(int framesMax) {
    this.queue = new ArrayBlockingQueue<>(framesMax);
  }

  @Override
  public String name() {
    return "array blocking queue";
  }

  @Override
  public void put(Frame frame) throws InterruptedException {
    queue.put(frame);
  }

  @Override
  public Frame take() throws InterruptedException {
    return queue.take();
  }
}
