package dev.weir.core.pipeline;

import dev.weir.core.channel.Frame;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.Transform;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The destination's side of one attempt: plans the loads, then takes frames, opens them, loads and
 * commits each stream.
 */
final class DestTask {
  private final RunContext context;
  private final PipelineConfig config;
  private final Sessions sessions;
  private final Rendezvous rendezvous;
  private final RunTally tally;
  private final StageClock<DestStage> clock;
  private final FrameChannel channel;
  private final BufferAllocator allocator;

  DestTask(
      RunContext context,
      Sessions sessions,
      Rendezvous rendezvous,
      FrameChannel channel,
      BufferAllocator allocator) {
    this.context = context;
    this.config = context.config();
    this.sessions = sessions;
    this.rendezvous = rendezvous;
    this.tally = context.tally();
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
            config.resources().batchLimits().rowBytesMax(),
            allocator)) {
      DestinationSession session = sessions.openDestination();
      tally.destVersion = session.serverVersion();
      List<StreamLoad> loads = plan(session);
      for (Optional<Frame> next = receive(); next.isPresent(); next = receive()) {
        Frame.StreamStart start = (Frame.StreamStart) next.get();
        loads.get(start.index()).run(session, codec);
      }
    } finally {
      clock.stop();
      tally.durationNanos = tally.stopwatch.elapsedNanos();
      tally.destNanos += tally.nanoTime.getAsLong() - started;
      tally.destAllocatedBytes += ProcessUsage.threadAllocatedBytes() - allocated;
    }
  }

  private Optional<Frame> receive() throws InterruptedException {
    clock.enter(DestStage.RECEIVE);
    return channel.take();
  }

  /** Everything that the run can be refused for is looked at here, before the first row. */
  private List<StreamLoad> plan(DestinationSession session) {
    lock(session);
    List<Resumption> resumptions = new ArrayList<>();
    List<ReadRequest> requests = new ArrayList<>();
    for (StreamConfig stream : config.streams()) {
      if (!wasAlreadyCommitted(session, stream)) {
        Resumption resumption = session.resume(config.name(), stream, config.writeOptions());
        resumption.last().ifPresent(last -> follow(stream, last));
        resumptions.add(resumption);
        requests.add(new ReadRequest(stream, resumption.from(), resumption.describeTable()));
      }
    }
    rendezvous.request(requests);
    clock.enter(DestStage.RECEIVE);
    List<ReadPlan> reads = rendezvous.awaitPlans();
    clock.enter(DestStage.CONNECT);
    if (context.verify()) {
      sessions.agreeOnDigest();
    }
    List<StreamLoad> loads = new ArrayList<>();
    for (int i = 0; i < reads.size(); i++) {
      loads.add(plan(session, i, reads.get(i), resumptions.get(i)));
    }
    rendezvous.consent();
    return loads;
  }

  private StreamLoad plan(
      DestinationSession session, int index, ReadPlan read, Resumption resumption) {
    Schema schema = read.schema();
    for (Transform transform : config.transforms()) {
      schema = transform.schema(schema);
    }
    LoadPlan load =
        session.plan(
            new LoadRequest(
                tally.runId, read.stream(), resumption.from(), config.writeOptions(), schema));
    refuseSameTable(read, load);
    if (tally.isFirstAttempt()) {
      resumption.notices().forEach(this::notice);
      read.notices().forEach(this::notice);
      load.notices().forEach(this::notice);
    }
    return new StreamLoad(
        context, sessions, rendezvous, channel, allocator, index, read, load, resumption);
  }

  private static void refuseSameTable(ReadPlan read, LoadPlan load) {
    if (read.tableIdentity().isPresent() && read.tableIdentity().equals(load.tableIdentity())) {
      throw WeirException.of(
          EngineError.SAME_TABLE,
          Place.of(Side.CONFIG).inStream(read.stream().name()),
          "The stream's source and its target are the same table");
    }
  }

  /** The destination's receipt is the truth; the state is brought into line with it. */
  private void follow(StreamConfig stream, Receipt last) {
    if (stream.syncMode() == SyncMode.INCREMENTAL
        && !context.state().cursor(config.name(), stream.name()).equals(last.cursor())) {
      context.state().checkpoint(last);
    }
  }

  private void notice(Notice notice) {
    tally.notices.add(notice);
    context.progress().notice(notice);
  }

  /**
   * Once the lock is ours, no session of an earlier attempt is left that could still commit. After
   * a lost connection the server may take a while to end that session, so then waiting may help.
   */
  private void lock(DestinationSession session) {
    try {
      session.lock(config.name());
    } catch (WeirException e) {
      throw tally.isFirstAttempt() ? e : e.asTransient();
    }
  }

  /** Whether an earlier attempt committed the stream, even where its answer was lost. */
  private boolean wasAlreadyCommitted(DestinationSession session, StreamConfig stream) {
    if (tally.isCommitted(stream)) {
      return true;
    }
    if (tally.isFirstAttempt()) {
      return false;
    }
    Optional<Receipt> ours = session.receipt(config.name(), stream.name(), tally.runId);
    ours.ifPresent(
        receipt -> {
          context.state().checkpoint(receipt);
          tally.commitFromReceipt(stream, receipt);
        });
    return ours.isPresent();
  }
}
