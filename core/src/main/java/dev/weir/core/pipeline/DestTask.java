package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcDecoder;
import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.StreamWriter;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.WriteRequest;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The destination's side of one attempt: takes frames, opens them, loads and commits each stream.
 */
final class DestTask {
  private final Attempt attempt;
  private final PipelineConfig config;
  private final RunTally tally;
  private final StageClock<DestStage> clock;
  private final FrameChannel channel;
  private final BufferAllocator allocator;

  DestTask(Attempt attempt, FrameChannel channel, BufferAllocator allocator) {
    this.attempt = attempt;
    this.config = attempt.config();
    this.tally = attempt.tally();
    this.clock = tally.destClock;
    this.channel = channel;
    this.allocator = allocator;
  }

  void run() throws InterruptedException {
    long started = tally.nanoTime.getAsLong();
    long allocated = ProcessUsage.threadAllocatedBytes();
    clock.enter(DestStage.CONNECT);
    try (FrameCodec codec =
        new FrameCodec(
            config.resources().compression(),
            config.resources().rowBytesMax().bytes(),
            allocator)) {
      DestinationSession session = attempt.openDestination();
      tally.destVersion = session.serverVersion();
      List<ReadRequest> requests = attempt.requests();
      for (Optional<Frame> next = receive(); next.isPresent(); next = receive()) {
        Frame.StreamStart start = (Frame.StreamStart) next.get();
        load(session, requests.get(start.index()), start.schema(), codec);
      }
    } finally {
      clock.stop();
      tally.endNanos = tally.nanoTime.getAsLong();
      tally.destNanos += tally.endNanos - started;
      tally.destAllocatedBytes += ProcessUsage.threadAllocatedBytes() - allocated;
    }
  }

  private Optional<Frame> receive() throws InterruptedException {
    clock.enter(DestStage.RECEIVE);
    return channel.take();
  }

  /** Within a stream there is always a next frame: its end, if nothing else. */
  private Frame receiveInStream() throws InterruptedException {
    return receive().orElseThrow(() -> new IllegalStateException("A stream without an end"));
  }

  private void load(
      DestinationSession session, ReadRequest request, Schema sourceSchema, FrameCodec codec)
      throws InterruptedException {
    clock.enter(DestStage.CONNECT);
    Schema schema = sourceSchema;
    for (Transform transform : config.transforms()) {
      schema = transform.schema(schema);
    }
    WriteRequest write =
        new WriteRequest(
            config.name(), tally.runId, request.stream(), config.writeMode(), request.after());
    IpcDecoder decoder = new IpcDecoder(sourceSchema, allocator);
    try (StreamWriter writer = session.write(write, schema, allocator)) {
      long bytes = 0;
      long rows = 0;
      Frame frame = receiveInStream();
      while (frame instanceof Frame.Data data) {
        clock.enter(DestStage.DECOMPRESS);
        ArrowBuf message = codec.takeAndOpen(data.payload());
        clock.enter(DestStage.ARROW_DECODE);
        try (Batch batch = transform(decoder.takeAndDecode(message))) {
          clock.enter(DestStage.FLUSH);
          writer.write(batch);
          rows += batch.rows();
          bytes += batch.bytes();
          tally.rowsSent += batch.rows();
          tally.bytesSent += batch.bytes();
        }
        attempt.progress().written(request.stream().name(), tally.rowsSent, tally.bytesSent);
        frame = receiveInStream();
      }
      Frame.StreamEnd end = (Frame.StreamEnd) frame;
      clock.enter(DestStage.FLUSH);
      long taken = writer.finish();
      if (taken != rows) {
        throw Failures.rowsDiffer(request.stream().name(), rows, taken);
      }
      clock.enter(DestStage.COMMIT);
      commit(writer, request, end, new Written(taken, bytes));
    }
  }

  private record Written(long rows, long bytes) {}

  private void commit(
      StreamWriter writer, ReadRequest request, Frame.StreamEnd end, Written written) {
    Receipt receipt =
        new Receipt(
            config.name(),
            tally.runId,
            request.stream().name(),
            1,
            end.cursor().or(request::after),
            written.rows(),
            written.bytes());
    writer.commit(receipt);
    tally.commit(
        request.stream(),
        new RunTally.Committed(end.rows(), written.rows(), end.bytes(), written.bytes()));
    attempt.state().checkpoint(receipt);
  }

  private Batch transform(Batch decoded) {
    if (config.transforms().isEmpty()) {
      return decoded;
    }
    clock.enter(DestStage.TRANSFORM);
    Batch batch = decoded;
    for (Transform transform : config.transforms()) {
      batch = transform.takeAndApply(batch);
    }
    return batch;
  }
}
