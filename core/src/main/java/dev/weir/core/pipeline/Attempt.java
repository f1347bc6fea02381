package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.config.Resources;
import dev.weir.core.error.WeirException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One try at the streams that are not committed yet: two sessions, two threads, one channel. The
 * first failure of either side ends the other; only that first one is told.
 */
final class Attempt implements AutoCloseable {
  private final Cancellation cancellation;
  private final BufferAllocator allocator;
  private final FrameChannel channel;
  private final Sessions sessions;
  private final SourceTask sourceTask;
  private final DestTask destTask;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final AtomicReference<@Nullable WeirException> failure = new AtomicReference<>();
  private volatile boolean ended;

  Attempt(RunContext context) {
    Resources resources = context.config().resources();
    this.cancellation = context.cancellation();
    this.allocator = new RootAllocator(memoryLimit(resources));
    this.channel = new FrameChannel(resources.inflightBytesMax().bytes());
    this.sessions = new Sessions(context.config(), stopped);
    Rendezvous rendezvous = new Rendezvous(stopped);
    this.sourceTask = new SourceTask(context, sessions, rendezvous, channel, allocator);
    this.destTask = new DestTask(context, sessions, rendezvous, channel, allocator);
  }

  /**
   * What batches may use: the channel in full, and on each side one widest row or batch being
   * built, its doubling buffers, its message and its decompressed copy.
   */
  private static long memoryLimit(Resources resources) {
    long channelOrRow =
        Math.max(resources.inflightBytesMax().bytes(), resources.rowBytesMax().bytes());
    return 8 * channelOrRow + 8 * resources.batchBytesMax().bytes();
  }

  /**
   * Moves the streams.
   *
   * @throws WeirException the first failure of either side
   */
  void run() {
    try (Cancellation.Registration registered =
        cancellation.onRequest(() -> fail(RunErrors.cancelled()))) {
      Thread thread = new Thread(() -> guard(sourceTask::run), "weir-source");
      thread.start();
      guard(destTask::run);
      Threads.join(thread);
      ended = true;
    }
    WeirException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  /** Like a task that may be interrupted; nothing here interrupts. */
  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }

  private void guard(Task task) {
    try {
      task.run();
    } catch (ChannelAbortedException e) {
      // The other side failed first and has said so.
      return;
    } catch (RuntimeException e) {
      fail(RunErrors.wrap(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(RunErrors.cancelled());
    } catch (Error e) {
      // The other side must not wait for a thread that is gone.
      fail(RunErrors.fatal(e));
    }
  }

  private void fail(WeirException error) {
    if (!failure.compareAndSet(null, error)) {
      return;
    }
    channel.abort();
    stopped.complete(null);
    if (!ended) {
      sessions.cancel();
    }
  }

  @Override
  public void close() {
    channel.close();
    try {
      sessions.close();
    } finally {
      allocator.close();
    }
  }
}
