package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcEncoder;
import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.compress.FrameHeader;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.StreamReader;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The source's side of one attempt: plans the reads, then reads each stream, seals its batches and
 * puts them on the channel.
 */
final class SourceTask {
  private final RunContext context;
  private final Sessions sessions;
  private final Rendezvous rendezvous;
  private final RunTally tally;
  private final StageClock<SourceStage> clock;
  private final FrameChannel channel;
  private final BufferAllocator allocator;
  private final BatchLimits limits;

  SourceTask(
      RunContext context,
      Sessions sessions,
      Rendezvous rendezvous,
      FrameChannel channel,
      BufferAllocator allocator) {
    this.context = context;
    this.sessions = sessions;
    this.rendezvous = rendezvous;
    this.tally = context.tally();
    this.clock = tally.sourceClock;
    this.channel = channel;
    this.allocator = allocator;
    this.limits = context.config().resources().batchLimits();
  }

  void run() throws InterruptedException {
    long started = tally.nanoTime.getAsLong();
    long allocated = ProcessUsage.threadAllocatedBytes();
    clock.enter(SourceStage.CONNECT);
    try (FrameCodec codec =
        new FrameCodec(
            context.config().resources().compression(), limits.rowBytesMax(), allocator)) {
      SourceSession session = sessions.openSource();
      tally.sourceVersion = session.serverVersion();
      List<ReadPlan> plans = plan(session);
      for (int i = 0; i < plans.size(); i++) {
        move(i, session, plans.get(i), codec);
      }
      channel.finish();
    } finally {
      clock.stop();
      tally.sourceNanos += tally.nanoTime.getAsLong() - started;
      tally.sourceAllocatedBytes += ProcessUsage.threadAllocatedBytes() - allocated;
    }
  }

  /** Returns once the destination has agreed to all plans. */
  private List<ReadPlan> plan(SourceSession session) {
    clock.enter(SourceStage.BLOCKED);
    var requests = rendezvous.awaitRequests();
    clock.enter(SourceStage.QUERY);
    List<ReadPlan> plans = requests.stream().map(session::plan).toList();
    rendezvous.offer(plans);
    clock.enter(SourceStage.BLOCKED);
    rendezvous.awaitConsent();
    return plans;
  }

  private void move(int index, SourceSession session, ReadPlan plan, FrameCodec codec)
      throws InterruptedException {
    IpcEncoder encoder = new IpcEncoder(plan.schema(), allocator, FrameHeader.BYTES);
    put(new Frame.StreamStart(index));
    long rows = 0;
    long bytes = 0;
    for (Split split : plan.splits()) {
      put(new Frame.PartStart(split.part()));
      clock.enter(SourceStage.QUERY);
      try (StreamReader reader = session.read(plan, split, limits, allocator)) {
        if (tally.firstRowNanos.isEmpty()) {
          tally.firstRowNanos = Optional.of(tally.nanoTime.getAsLong() - tally.startNanos);
        }
        for (Optional<Batch> next = next(reader); next.isPresent(); next = next(reader)) {
          ArrowBuf message;
          try (Batch batch = next.get()) {
            rows += batch.rows();
            bytes += batch.bytes();
            clock.enter(SourceStage.ARROW_ENCODE);
            message = encoder.encode(batch.root());
          }
          clock.enter(SourceStage.COMPRESS);
          put(new Frame.Data(codec.takeAndEncode(message)));
        }
      }
    }
    put(new Frame.StreamEnd(rows, bytes));
    if (context.verify()) {
      verify(index, session, plan);
    }
  }

  private Optional<Batch> next(StreamReader reader) {
    clock.enter(SourceStage.FETCH);
    return reader.next();
  }

  /**
   * Digests only when the destination has nothing else to do, so that no other stage pays for it.
   */
  private void verify(int index, SourceSession session, ReadPlan plan) throws InterruptedException {
    clock.enter(SourceStage.BLOCKED);
    rendezvous.awaitBuilt(index);
    clock.enter(SourceStage.VERIFY);
    put(new Frame.StreamDigest(session.digest(plan, sessions.digestMethod())));
  }

  private void put(Frame frame) throws InterruptedException {
    clock.enter(SourceStage.BLOCKED);
    channel.put(frame);
  }
}
