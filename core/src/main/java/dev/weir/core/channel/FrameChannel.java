package dev.weir.core.channel;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue of frames between two threads, bounded in bytes. A frame larger than the bound is
 * accepted if the channel is empty. The lock is acquired once per frame.
 */
public final class FrameChannel implements AutoCloseable {
  private final long bytesMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private long bytes;
  private boolean finished;
  private boolean aborted;

  /**
   * Creates an empty channel.
   *
   * @param bytesMax the maximum number of payload bytes in the channel
   */
  public FrameChannel(long bytesMax) {
    if (bytesMax <= 0) {
      throw new IllegalArgumentException("bytesMax must be positive: " + bytesMax);
    }
    this.bytesMax = bytesMax;
  }

  /**
   * Adds a frame, waiting for space if necessary. Takes ownership of a data frame, even on failure.
   *
   * @throws ChannelAbortedException if the channel is aborted
   */
  public void put(Frame frame) throws InterruptedException {
    boolean accepted = false;
    try {
      putWhenSpace(frame);
      accepted = true;
    } finally {
      if (!accepted) {
        frame.release();
      }
    }
  }

  private void putWhenSpace(Frame frame) throws InterruptedException {
    long size = frame.payloadBytes();
    lock.lockInterruptibly();
    try {
      while (!aborted && bytes > 0 && bytes + size > bytesMax) {
        notFull.await();
      }
      if (aborted) {
        throw new ChannelAbortedException();
      }
      frames.add(frame);
      bytes += size;
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fails if the channel is aborted, for a sender that has nothing to send.
   *
   * @throws ChannelAbortedException if the channel is aborted
   */
  public void checkOpen() {
    lock.lock();
    try {
      if (aborted) {
        throw new ChannelAbortedException();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the receiver has taken all frames. */
  public boolean isEmpty() {
    lock.lock();
    try {
      return frames.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Marks the end of the sequence; no frame may follow. */
  public void finish() {
    lock.lock();
    try {
      finished = true;
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes and returns the next frame, waiting for one if necessary; empty after the last frame.
   *
   * @throws ChannelAbortedException if the channel is aborted
   */
  public Optional<Frame> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!aborted && frames.isEmpty() && !finished) {
        notEmpty.await();
      }
      if (aborted) {
        throw new ChannelAbortedException();
      }
      Frame frame = frames.poll();
      if (frame == null) {
        return Optional.empty();
      }
      bytes -= frame.payloadBytes();
      notFull.signal();
      return Optional.of(frame);
    } finally {
      lock.unlock();
    }
  }

  /** Releases the frames in the channel and fails all waiting and later calls. */
  public void abort() {
    lock.lock();
    try {
      aborted = true;
      frames.forEach(Frame::release);
      frames.clear();
      bytes = 0;
      notFull.signalAll();
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    abort();
  }
}
