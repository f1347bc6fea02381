package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;

/** A queue of frames between two threads. */
interface FrameQueue {
  String name();

  /** Adds a frame, waiting for space. */
  void put(Frame frame) throws InterruptedException;

  /** Removes the next frame, waiting for it. */
  Frame take() throws InterruptedException;
}
