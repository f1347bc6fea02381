package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcEncoder;
import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.compress.FrameHeader;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamReader;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The source's side of one attempt: reads each stream, seals its batches, puts them on the channel.
 */
final class SourceTask {
  private final Attempt attempt;
  private final RunTally tally;
  private final StageClock<SourceStage> clock;
  private final FrameChannel channel;
  private final BufferAllocator allocator;
  private final BatchLimits limits;

  SourceTask(Attempt attempt, FrameChannel channel, BufferAllocator allocator, BatchLimits limits) {
    this.attempt = attempt;
    this.tally = attempt.tally();
    this.clock = tally.sourceClock;
    this.channel = channel;
    this.allocator = allocator;
    this.limits = limits;
  }

  void run() throws InterruptedException {
    long started = tally.nanoTime.getAsLong();
    long allocated = ProcessUsage.threadAllocatedBytes();
    clock.enter(SourceStage.CONNECT);
    try (FrameCodec codec =
        new FrameCodec(
            attempt.config().resources().compression(), limits.rowBytesMax(), allocator)) {
      SourceSession session = attempt.openSource();
      tally.sourceVersion = session.serverVersion();
      List<ReadRequest> requests = attempt.requests();
      for (int i = 0; i < requests.size(); i++) {
        clock.enter(SourceStage.QUERY);
        try (StreamReader reader = session.read(requests.get(i), limits, allocator)) {
          if (tally.firstRowNanos.isEmpty()) {
            tally.firstRowNanos = Optional.of(tally.nanoTime.getAsLong() - tally.startNanos);
          }
          move(i, reader, codec);
        }
      }
      channel.finish();
    } finally {
      clock.stop();
      tally.sourceNanos += tally.nanoTime.getAsLong() - started;
      tally.sourceAllocatedBytes += ProcessUsage.threadAllocatedBytes() - allocated;
    }
  }

  private void move(int index, StreamReader reader, FrameCodec codec) throws InterruptedException {
    IpcEncoder encoder = new IpcEncoder(reader.schema(), allocator, FrameHeader.BYTES);
    put(new Frame.StreamStart(index, reader.schema()));
    long rows = 0;
    long bytes = 0;
    while (true) {
      clock.enter(SourceStage.FETCH);
      Optional<Batch> next = reader.next();
      if (next.isEmpty()) {
        break;
      }
      ArrowBuf message;
      try (Batch batch = next.get()) {
        rows += batch.rows();
        bytes += batch.bytes();
        clock.enter(SourceStage.ARROW_ENCODE);
        message = encoder.encode(batch.root());
      }
      clock.enter(SourceStage.COMPRESS);
      put(new Frame.Data(codec.takeAndSeal(message)));
    }
    put(new Frame.StreamEnd(rows, bytes, reader.cursor()));
  }

  private void put(Frame frame) throws InterruptedException {
    clock.enter(SourceStage.BLOCKED);
    channel.put(frame);
  }
}
