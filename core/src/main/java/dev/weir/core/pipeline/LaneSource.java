package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcEncoder;
import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.compress.FrameHeader;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The source's thread of a lane: reads splits, encodes their batches and puts them on the channel.
 */
final class LaneSource {
  /** A shorter wait for space on the channel is no sign of a slow consumer. */
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final int lane;
  private final RunContext context;
  private final RunPlan plan;
  private final SourceSession session;
  private final SplitQueue queue;
  private final FrameChannel channel;
  private final BlockingQueue<Reply> replies;
  private final BufferAllocator allocator;
  private final LaneTally tally;
  private final StageClock<SourceStage> clock;
  private final BatchLimits limits;
  private final Optional<AdaptiveBatches> adaptive;

  LaneSource(
      int lane,
      RunContext context,
      RunPlan plan,
      SourceSession session,
      SplitQueue queue,
      FrameChannel channel,
      BlockingQueue<Reply> replies,
      BufferAllocator allocator,
      LaneTally tally) {
    this.lane = lane;
    this.context = context;
    this.plan = plan;
    this.session = session;
    this.queue = queue;
    this.channel = channel;
    this.replies = replies;
    this.allocator = allocator;
    this.tally = tally;
    this.clock = tally.sourceClock;
    this.limits = context.config().resources().batchLimits();
    this.adaptive =
        context.config().resources().adaptiveBatches()
            ? Optional.of(new AdaptiveBatches(limits.bytesMax()))
            : Optional.empty();
    tally.adaptive = adaptive;
  }

  void run() throws InterruptedException {
    long allocated = ProcessUsage.threadAllocatedBytes();
    try (FrameCodec codec =
        new FrameCodec(
            context.config().resources().compression(), limits.rowBytesMax(), allocator)) {
      Optional<SplitQueue.Task> task = queue.next();
      while (task.isPresent()) {
        for (Split split : task.get().splits()) {
          read(task.get().stream(), split, codec);
        }
        task = queue.next();
      }
      channel.finish();
    } finally {
      clock.stop();
      tally.source.stop();
      tally.source.addAllocatedBytes(ProcessUsage.threadAllocatedBytes() - allocated);
    }
  }

  private void read(StreamPlan stream, Split split, FrameCodec codec) throws InterruptedException {
    Frame.Origin origin = new Frame.Origin(lane, stream.index());
    put(
        new Frame.SplitStart(
            origin, split, ByteBuffer.wrap(stream.read().schema().serializeAsMessage())));
    Sender sender = new Sender(origin, stream, codec);
    clock.enter(SourceStage.QUERY);
    try (SplitReader reader = session.read(stream.read(), split, limits, allocator)) {
      context.tally().firstRow();
      boolean more = true;
      while (more) {
        clock.enter(SourceStage.FETCH);
        adaptive.ifPresent(batches -> reader.adaptTo(batches.target()));
        more = reader.next().accept(sender);
      }
    }
    put(new Frame.SplitEnd(origin, sender.rows, sender.bytes));
    if (context.verify()) {
      verify(origin, stream);
    }
  }

  /** Encodes batches of one split; each method returns whether the split continues. */
  private final class Sender implements ReadResult.Handler<Boolean> {
    private final Frame.Origin origin;
    private final IpcEncoder encoder;
    private final FrameCodec codec;
    private long rows;
    private long bytes;

    Sender(Frame.Origin origin, StreamPlan stream, FrameCodec codec) {
      this.origin = origin;
      this.encoder = new IpcEncoder(stream.read().schema(), allocator, FrameHeader.BYTES);
      this.codec = codec;
    }

    @Override
    public Boolean rows(Batch taken) throws InterruptedException {
      ArrowBuf message;
      long batchBytes;
      try (Batch batch = taken) {
        rows += batch.rows();
        batchBytes = batch.bytes();
        bytes += batchBytes;
        clock.enter(SourceStage.ARROW_ENCODE);
        message = encoder.encode(batch.root());
      }
      clock.enter(SourceStage.COMPRESS);
      Frame frame = new Frame.Data(origin, codec.takeAndEncode(message));
      if (adaptive.isPresent()) {
        adaptive.get().delivered(batchBytes, putWatched(frame));
      } else {
        put(frame);
      }
      return true;
    }

    @Override
    public Boolean marker(Marker marker) throws InterruptedException {
      put(new Frame.Mark(origin, marker));
      return true;
    }

    @Override
    public Boolean idle() {
      channel.checkOpen();
      return true;
    }

    @Override
    public Boolean end() {
      return false;
    }
  }

  /** Waits for the destination, which asks for the digest after a stream's last split. */
  private void verify(Frame.Origin origin, StreamPlan stream) throws InterruptedException {
    clock.enter(SourceStage.BLOCKED);
    Reply reply = replies.take();
    if (reply == Reply.ABORTED) {
      throw new ChannelAbortedException();
    }
    if (reply == Reply.DIGEST && session instanceof DigestSession.OfSource digests) {
      clock.enter(SourceStage.VERIFY);
      put(
          new Frame.SourceDigest(
              origin, digests.digest(stream.read(), plan.digestMethod().orElseThrow())));
    }
  }

  private AdaptiveBatches.Pace putWatched(Frame frame) throws InterruptedException {
    boolean wasEmpty = channel.isEmpty();
    long start = context.tally().nanoTime.getAsLong();
    put(frame);
    long waited = context.tally().nanoTime.getAsLong() - start;
    if (waited >= WAIT_NANOS) {
      return AdaptiveBatches.Pace.CONSUMER_IS_BEHIND;
    }
    return wasEmpty ? AdaptiveBatches.Pace.CONSUMER_WAITS : AdaptiveBatches.Pace.EVEN;
  }

  private void put(Frame frame) throws InterruptedException {
    clock.enter(SourceStage.BLOCKED);
    channel.put(frame);
  }
}
