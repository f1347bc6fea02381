package dev.weir.core.channel;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands frames from one thread to another, in order, bounded in bytes: a frame waits until the
 * frames before it leave room. A frame that alone is larger than the bound passes when the channel
 * is empty. The lock is taken once a frame, never a row.
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
   * An empty channel.
   *
   * @param bytesMax the payload bytes that may wait
   */
  public FrameChannel(long bytesMax) {
    if (bytesMax <= 0) {
      throw new IllegalArgumentException("A channel holds 1 byte or more, not " + bytesMax);
    }
    this.bytesMax = bytesMax;
  }

  /**
   * Puts a frame; waits for room. The channel takes a data frame over, also on failure.
   *
   * @throws ChannelAbortedException where the channel is aborted
   */
  public void put(Frame frame) throws InterruptedException {
    boolean accepted = false;
    try {
      putWhenRoom(frame);
      accepted = true;
    } finally {
      if (!accepted) {
        release(frame);
      }
    }
  }

  private void putWhenRoom(Frame frame) throws InterruptedException {
    long size = size(frame);
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

  /** Says that no further frame comes. */
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
   * Takes the next frame, waiting for one; empty when the channel is finished.
   *
   * @throws ChannelAbortedException where the other side is gone
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
      bytes -= size(frame);
      notFull.signal();
      return Optional.of(frame);
    } finally {
      lock.unlock();
    }
  }

  /** Ends both sides' waiting, now and later, and closes the frames that wait. */
  public void abort() {
    lock.lock();
    try {
      aborted = true;
      frames.forEach(FrameChannel::release);
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

  private static long size(Frame frame) {
    return frame instanceof Frame.Data data ? data.payload().writerIndex() : 0;
  }

  private static void release(Frame frame) {
    if (frame instanceof Frame.Data data) {
      data.payload().close();
    }
  }
}
