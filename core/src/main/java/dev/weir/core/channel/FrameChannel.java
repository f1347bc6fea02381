package dev.weir.core.channel;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue of frames from one thread to another, bounded in bytes. A frame that is larger than the
 * bound is accepted when the channel is empty. The lock is taken once per frame, not per row.
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
   * @param bytesMax the payload bytes that the channel may hold
   */
  public FrameChannel(long bytesMax) {
    if (bytesMax <= 0) {
      throw new IllegalArgumentException("A channel holds 1 byte or more, not " + bytesMax);
    }
    this.bytesMax = bytesMax;
  }

  /**
   * Puts a frame; waits for room. Takes ownership of a data frame, also on failure.
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

  /** Ends the sequence: no further frame follows. */
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
   * Takes the next frame; waits for one. Empty after the last one.
   *
   * @throws ChannelAbortedException where the channel is aborted
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

  /** Closes the frames in the channel; calls that wait and all later ones fail. */
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
