package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcDecoder;
import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.connector.CursorCounts;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.connector.Transform;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Loads and commits one stream, from its first frame to its receipt. */
final class StreamLoad {
  private final RunContext context;
  private final Sessions sessions;
  private final Rendezvous rendezvous;
  private final FrameChannel channel;
  private final BufferAllocator allocator;
  private final int index;
  private final ReadPlan read;
  private final LoadPlan load;
  private final Resumption resumption;

  private final RunTally tally;
  private final StageClock<DestStage> clock;
  private final List<Transform> transforms;
  private long rows;
  private long bytes;

  /**
   * A load that has not begun.
   *
   * @param index the stream's place in the attempt
   */
  StreamLoad(
      RunContext context,
      Sessions sessions,
      Rendezvous rendezvous,
      FrameChannel channel,
      BufferAllocator allocator,
      int index,
      ReadPlan read,
      LoadPlan load,
      Resumption resumption) {
    this.context = context;
    this.sessions = sessions;
    this.rendezvous = rendezvous;
    this.channel = channel;
    this.allocator = allocator;
    this.index = index;
    this.read = read;
    this.load = load;
    this.resumption = resumption;
    this.tally = context.tally();
    this.clock = tally.destClock;
    this.transforms = context.config().transforms();
  }

  /** Called when the stream's start has been taken from the channel. */
  void run(DestinationSession session, FrameCodec codec) throws InterruptedException {
    clock.enter(DestStage.CONNECT);
    IpcDecoder decoder = new IpcDecoder(read.schema(), allocator);
    try (StreamWriter writer = session.open(load, allocator)) {
      Frame.StreamEnd end = writeAll(writer, decoder, codec);
      clock.enter(DestStage.FLUSH);
      long taken = writer.endData();
      if (taken != rows) {
        throw RunErrors.rowsDiffer(read.stream().name(), rows, taken);
      }
      clock.enter(DestStage.BUILD);
      LoadCounts counts = writer.build();
      Optional<Digest> verified = context.verify() ? Optional.of(verify(writer)) : Optional.empty();
      clock.enter(DestStage.COMMIT);
      commit(writer, new RunTally.Committed(end.rows(), end.bytes(), bytes, counts, verified));
    }
  }

  private Frame.StreamEnd writeAll(StreamWriter writer, IpcDecoder decoder, FrameCodec codec)
      throws InterruptedException {
    while (true) {
      clock.enter(DestStage.RECEIVE);
      Frame frame =
          channel.take().orElseThrow(() -> new IllegalStateException("A stream without an end"));
      if (frame instanceof Frame.StreamEnd end) {
        return end;
      } else if (frame instanceof Frame.PartStart start) {
        writer.begin(start.part());
      } else if (frame instanceof Frame.Data data) {
        write(writer, decoder, codec, data.payload());
      } else {
        throw new IllegalStateException("Not a frame of a stream's data: " + frame);
      }
    }
  }

  private void write(StreamWriter writer, IpcDecoder decoder, FrameCodec codec, ArrowBuf payload) {
    clock.enter(DestStage.DECOMPRESS);
    ArrowBuf message = codec.takeAndDecode(payload);
    clock.enter(DestStage.ARROW_DECODE);
    try (Batch batch = transform(decoder.takeAndDecode(message))) {
      clock.enter(DestStage.FLUSH);
      writer.write(batch);
      rows += batch.rows();
      bytes += batch.bytes();
      tally.rowsSent += batch.rows();
      tally.bytesSent += batch.bytes();
    }
    context.progress().written(read.stream().name(), tally.rowsSent, tally.bytesSent);
  }

  private Batch transform(Batch decoded) {
    if (transforms.isEmpty()) {
      return decoded;
    }
    clock.enter(DestStage.TRANSFORM);
    Batch batch = decoded;
    for (Transform transform : transforms) {
      batch = transform.takeAndApply(batch);
    }
    return batch;
  }

  /** Compares both ends before COMMIT, outside the run's duration. */
  private Digest verify(StreamWriter writer) throws InterruptedException {
    clock.enter(DestStage.VERIFY);
    tally.stopwatch.pause();
    rendezvous.built(index);
    Frame frame =
        channel.take().orElseThrow(() -> new IllegalStateException("A stream without a digest"));
    if (!(frame instanceof Frame.StreamDigest source)) {
      throw new IllegalStateException("Not a stream's digest: " + frame);
    }
    Digest destination = writer.digest(sessions.digestMethod());
    if (!source.digest().equals(destination) || destination.rows() != rows) {
      throw RunErrors.contentDiffers(read.stream().name(), source.digest(), destination);
    }
    tally.stopwatch.resume();
    return destination;
  }

  private void commit(StreamWriter writer, RunTally.Committed result) {
    Receipt receipt =
        new Receipt(
            context.config().name(),
            tally.runId,
            read.stream().name(),
            1,
            read.upTo().or(() -> resumption.from().after()),
            read.counts().map(c -> OptionalLong.of(c.rows())).orElse(OptionalLong.empty()),
            result.counts().written(),
            bytes);
    tally.beforeCommit(read.stream(), result);
    writer.commit(receipt);
    tally.commit(read.stream());
    context.state().checkpoint(receipt);
    tally.nullCursorRows += read.counts().map(CursorCounts::nullRows).orElse(0L);
    tellMissed(missed(result.counts()));
  }

  private void tellMissed(long missed) {
    tally.missedRows += missed;
    if (missed > 0) {
      Notice notice =
          new Notice(
              Place.of(Side.SOURCE).inStream(read.stream().name()),
              "At least %,d rows at or below the last cursor came to the source since the last run"
                      .formatted(missed)
                  + " and are not delivered; raise cursor_lag, or run once with"
                  + " on_receipt_mismatch: reload and an empty _weir_receipts row.");
      tally.notices.add(notice);
      context.progress().notice(notice);
    }
  }

  /**
   * Rows that came to the source below the lag window, since the last run: neither read now nor
   * then. A lower bound, for rows that were deleted meanwhile are not counted.
   */
  private long missed(LoadCounts counts) {
    Optional<CursorCounts> now = read.counts();
    OptionalLong before = resumption.last().map(Receipt::sourceRows).orElse(OptionalLong.empty());
    if (now.isEmpty() || before.isEmpty() || resumption.from().after().isEmpty()) {
      return 0;
    }
    return Math.max(0, now.get().rowsUpToCursor() - before.getAsLong() - counts.late());
  }
}
