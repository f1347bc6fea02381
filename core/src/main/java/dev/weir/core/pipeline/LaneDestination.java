package dev.weir.core.pipeline;

import dev.weir.core.batch.CorruptMessageException;
import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The destination's thread of a lane: takes frames from the channel, decodes, transforms and writes
 * them, and publishes a stream whose last split it has written.
 */
final class LaneDestination implements Frame.Handler<Boolean> {
  private final RunContext context;
  private final RunPlan plan;
  private final List<StreamProgress> progress;
  private final DestinationSession session;
  private final FrameChannel channel;
  private final BlockingQueue<Reply> replies;
  private final VerifyGate gate;
  private final BufferAllocator allocator;
  private final LaneTally tally;
  private final StageClock<DestStage> clock;
  private final FrameCodec codec;

  private @Nullable StreamLoad load;

  /** The stream that is being verified. */
  private @Nullable Publication publication;

  LaneDestination(
      RunContext context,
      RunPlan plan,
      List<StreamProgress> progress,
      DestinationSession session,
      FrameChannel channel,
      BlockingQueue<Reply> replies,
      VerifyGate gate,
      BufferAllocator allocator,
      LaneTally tally) {
    this.context = context;
    this.plan = plan;
    this.progress = progress;
    this.session = session;
    this.channel = channel;
    this.replies = replies;
    this.gate = gate;
    this.allocator = allocator;
    this.tally = tally;
    this.clock = tally.destClock;
    this.codec =
        new FrameCodec(
            context.config().resources().compression(),
            context.config().resources().batchLimits().rowBytesMax(),
            allocator);
  }

  void run() throws InterruptedException {
    long allocated = ProcessUsage.threadAllocatedBytes();
    try {
      for (Optional<Frame> next = receive(); next.isPresent(); next = receive()) {
        next.get().accept(this);
      }
      gate.laneEnded();
    } finally {
      try {
        close();
      } finally {
        clock.stop();
        tally.destination.stop();
        tally.destination.addAllocatedBytes(ProcessUsage.threadAllocatedBytes() - allocated);
      }
    }
  }

  private Optional<Frame> receive() throws InterruptedException {
    clock.enter(DestStage.RECEIVE);
    return channel.take();
  }

  @Override
  public Boolean splitStart(Frame.SplitStart frame) {
    clock.enter(DestStage.CONNECT);
    StreamPlan stream = plan.streams().get(frame.origin().stream());
    Schema schema = schema(frame);
    open(stream).start(frame.split(), schema, frame.origin().lane());
    return true;
  }

  private static Schema schema(Frame.SplitStart frame) {
    try {
      return Schema.deserializeMessage(frame.schema());
    } catch (RuntimeException e) {
      throw new CorruptMessageException("Not a schema message: " + e.getMessage());
    }
  }

  private StreamLoad open(StreamPlan stream) {
    StreamLoad current = load;
    if (current != null && current.isOf(stream)) {
      return current;
    }
    closeLoad();
    StreamLoad opened = new StreamLoad(context, stream, session, allocator, clock);
    load = opened;
    return opened;
  }

  private StreamLoad openLoad() {
    if (load == null) {
      throw new IllegalStateException("No stream is open");
    }
    return load;
  }

  @Override
  public Boolean data(Frame.Data frame) {
    clock.enter(DestStage.DECOMPRESS);
    ArrowBuf message = codec.takeAndDecode(frame.payload());
    openLoad().takeAndProcess(message);
    return true;
  }

  @Override
  public Boolean mark(Frame.Mark frame) {
    openLoad().marker(frame.marker());
    return true;
  }

  @Override
  public Boolean splitEnd(Frame.SplitEnd frame) throws InterruptedException {
    StreamLoad open = openLoad();
    StreamLoad.Finished finished = open.finishSplit();
    StreamProgress stream = progress.get(open.stream().index());
    stream.addNotices(finished.notices());
    boolean last =
        stream.add(
            finished.committable(),
            new StreamProgress.Moved(
                frame.rows(), frame.bytes(), finished.sent().rows(), finished.sent().bytes()));
    if (!last) {
      if (context.verify()) {
        replies.add(Reply.CONTINUE);
      }
      return true;
    }
    Publication built =
        new Publication(context, open.stream(), open.main(), stream, clock, finished.transformed());
    if (context.verify()) {
      clock.enter(DestStage.VERIFY);
      gate.enter();
      publication = built;
      replies.add(Reply.DIGEST);
    } else {
      built.commit(Optional.empty());
      closeLoad();
    }
    return true;
  }

  @Override
  public Boolean sourceDigest(Frame.SourceDigest frame) {
    clock.enter(DestStage.VERIFY);
    Publication built = publication;
    publication = null;
    if (built == null) {
      throw new IllegalStateException("No stream is being verified");
    }
    built.compare(frame.digest(), plan.digestMethod().orElseThrow());
    gate.leave();
    built.commit(Optional.of(frame.digest()));
    closeLoad();
    return true;
  }

  private void closeLoad() {
    StreamLoad open = load;
    load = null;
    if (open != null) {
      open.close();
    }
  }

  private void close() {
    try {
      closeLoad();
    } finally {
      codec.close();
    }
  }
}
