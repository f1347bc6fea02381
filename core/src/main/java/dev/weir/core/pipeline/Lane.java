package dev.weir.core.pipeline;

import dev.weir.core.channel.FrameChannel;
import dev.weir.core.config.Resources;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.SourceSession;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.arrow.memory.BufferAllocator;

/** One reader, one channel, one writer: moves splits until the queue is empty. */
final class Lane implements AutoCloseable {
  private final FrameChannel channel;
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final BufferAllocator allocator;
  private final LaneSource source;
  private final LaneDestination destination;

  /** What the lanes of an attempt share. */
  record Shared(
      RunContext context,
      RunPlan plan,
      SplitQueue queue,
      List<StreamProgress> progress,
      VerifyGate gate,
      BufferAllocator allocator) {
    Shared(RunContext context, RunPlan plan, BufferAllocator allocator) {
      this(
          context,
          plan,
          new SplitQueue(plan),
          plan.streams().stream().map(StreamProgress::new).toList(),
          new VerifyGate(context.tally().stopwatch, plan.lanes()),
          allocator);
    }
  }

  /**
   * Creates a lane.
   *
   * @param number from 0
   */
  Lane(
      int number,
      Shared shared,
      SourceSession reading,
      DestinationSession writing,
      LaneTally tally) {
    RunContext context = shared.context();
    Resources resources = context.config().resources();
    this.channel = new FrameChannel(resources.inflightBytesMax().bytes());
    this.allocator =
        shared.allocator().newChildAllocator("lane " + number, 0, memoryLimit(resources));
    this.source =
        new LaneSource(
            number,
            context,
            shared.plan(),
            reading,
            shared.queue(),
            channel,
            replies,
            allocator,
            tally);
    this.destination =
        new LaneDestination(
            context,
            shared.plan(),
            shared.progress(),
            writing,
            channel,
            replies,
            shared.gate(),
            allocator,
            tally);
  }

  /**
   * Returns the memory for batches: the full channel, and on each side a row of the maximum size or
   * a batch that is built, its doubling buffers, its message and its decompressed copy.
   */
  private static long memoryLimit(Resources resources) {
    long channelOrRow =
        Math.max(resources.inflightBytesMax().bytes(), resources.rowBytesMax().bytes());
    return 8 * channelOrRow + 8 * resources.batchBytesMax().bytes();
  }

  /** Reads splits; returns when the queue is empty. */
  void read() throws InterruptedException {
    source.run();
  }

  /** Writes splits; returns after the last one that this lane has read. */
  void write() throws InterruptedException {
    destination.run();
  }

  /** Ends both threads, from any thread. */
  void abort() {
    channel.abort();
    replies.add(Reply.ABORTED);
  }

  @Override
  public void close() {
    channel.close();
    allocator.close();
  }
}
