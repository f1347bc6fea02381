package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;

/**
 * The product's channel, bounded in bytes. It is never closed, which would release frames that are
 * put many times.
 */
final class WeirQueue implements FrameQueue {
  private final FrameChannel channel;

  WeirQueue(long bytesMax) {
    this.channel = new FrameChannel(bytesMax);
  }

  @Override
  public String name() {
    return "frame channel";
  }

  @Override
  public void put(Frame frame) throws InterruptedException {
    channel.put(frame);
  }

  @Override
  public Frame take() throws InterruptedException {
    return channel.take().orElseThrow();
  }
}
