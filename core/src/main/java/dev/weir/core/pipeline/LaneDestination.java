package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.CorruptMessageException;
import dev.weir.core.batch.IpcDecoder;
import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteResult;
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

  private @Nullable OpenLoad load;
  private @Nullable OpenSplit split;

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

  private record OpenLoad(StreamPlan stream, Load load) {}

  /** The split that is being written. */
  private final class OpenSplit {
    private final StreamPlan stream;
    private final SplitWriter writer;
    private final IpcDecoder decoder;
    private final TransformChain transforms;
    private long rowsSent;
    private long bytesSent;

    OpenSplit(StreamPlan stream, SplitWriter writer, int lane, Schema schema) {
      this.stream = stream;
      this.writer = writer;
      this.decoder = new IpcDecoder(schema, allocator);
      this.transforms =
          new TransformChain(
              context.pipeline().transforms(), stream.name(), lane, allocator, schema, this::write);
    }

    private void write(Batch taken) {
      DestStage before = clock.current();
      clock.enter(DestStage.FLUSH);
      try (Batch batch = taken) {
        WriteResult result = writer.write(batch);
        if (result.rejected() > 0) {
          throw RunErrors.rowsRejected(stream.name(), result.rejected());
        }
        if (result.written() != batch.rows()) {
          throw RunErrors.rowsDiffer(stream.name(), batch.rows(), result.written());
        }
        rowsSent += batch.rows();
        bytesSent += batch.bytes();
        context.tally().sent(context.progress(), stream.name(), batch.rows(), batch.bytes());
      }
      clock.enter(before);
    }

    void close() {
      try {
        transforms.close();
      } finally {
        writer.close();
      }
    }
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
    SplitWriter writer = open(stream).writer(frame.split());
    try {
      split = new OpenSplit(stream, writer, frame.origin().lane(), schema);
    } finally {
      if (split == null) {
        writer.close();
      }
    }
    return true;
  }

  private static Schema schema(Frame.SplitStart frame) {
    try {
      return Schema.deserializeMessage(frame.schema());
    } catch (RuntimeException e) {
      throw new CorruptMessageException("Not a schema message: " + e.getMessage());
    }
  }

  private Load open(StreamPlan stream) {
    OpenLoad current = load;
    if (current != null && current.stream().index() == stream.index()) {
      return current.load();
    }
    closeLoad();
    if (stream.lanes() == 1) {
      session.prepare(stream.load());
    }
    OpenLoad opened = new OpenLoad(stream, session.open(stream.load(), allocator));
    load = opened;
    return opened.load();
  }

  @Override
  public Boolean data(Frame.Data frame) {
    clock.enter(DestStage.DECOMPRESS);
    ArrowBuf message = codec.takeAndDecode(frame.payload());
    OpenSplit open = openSplit();
    clock.enter(DestStage.ARROW_DECODE);
    Batch batch = open.decoder.takeAndDecode(message);
    clock.enter(DestStage.TRANSFORM);
    open.transforms.takeAndProcess(batch);
    return true;
  }

  @Override
  public Boolean mark(Frame.Mark frame) {
    clock.enter(DestStage.TRANSFORM);
    openSplit().transforms.marker(frame.marker());
    clock.enter(DestStage.FLUSH);
    openSplit().writer.marker(frame.marker());
    return true;
  }

  @Override
  public Boolean splitEnd(Frame.SplitEnd frame) throws InterruptedException {
    OpenSplit open = openSplit();
    clock.enter(DestStage.TRANSFORM);
    open.transforms.end();
    clock.enter(DestStage.FLUSH);
    Committable committable = open.writer.finish();
    if (committable.rows() != open.rowsSent) {
      throw RunErrors.rowsDiffer(open.stream.name(), open.rowsSent, committable.rows());
    }
    closeSplit();
    StreamProgress stream = progress.get(open.stream.index());
    boolean last =
        stream.add(
            committable,
            new StreamProgress.Moved(frame.rows(), frame.bytes(), open.rowsSent, open.bytesSent));
    if (!last) {
      if (context.verify()) {
        replies.add(Reply.CONTINUE);
      }
      return true;
    }
    Publication built = new Publication(context, open.stream, open(open.stream), stream, clock);
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

  private OpenSplit openSplit() {
    if (split == null) {
      throw new IllegalStateException("No split is open");
    }
    return split;
  }

  private void closeSplit() {
    OpenSplit open = split;
    split = null;
    if (open != null) {
      open.close();
    }
  }

  private void closeLoad() {
    OpenLoad open = load;
    load = null;
    if (open != null) {
      open.load().close();
    }
  }

  private void close() {
    try {
      closeSplit();
    } finally {
      try {
        closeLoad();
      } finally {
        codec.close();
      }
    }
  }
}
