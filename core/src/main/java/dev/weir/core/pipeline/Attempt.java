package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.LockableSession;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.SnapshotSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One try at the streams that are not committed yet: opens the sessions, plans, and runs the lanes.
 * The first failure of any thread ends the others; only that one is reported.
 */
final class Attempt implements AutoCloseable {
  private final RunContext context;
  private final Pipeline pipeline;
  private final RunTally tally;
  private final BufferAllocator allocator = new RootAllocator();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Sessions sessions = new Sessions(stopped);
  private final AtomicReference<@Nullable WeirException> failure = new AtomicReference<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Opening<?>> openings = new ArrayList<>();
  private final List<LaneTally> tallies = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable VerifyGate> gate = new AtomicReference<>();
  private volatile boolean ended;

  Attempt(RunContext context) {
    this.context = context;
    this.pipeline = context.pipeline();
    this.tally = context.tally();
  }

  /**
   * Moves the streams.
   *
   * @throws WeirException the first failure
   */
  void run() {
    try (Cancellation.Registration registered =
        context.cancellation().onRequest(() -> fail(RunErrors.cancelled()))) {
      guard(this::move);
      threads.forEach(Threads::join);
      ended = true;
    }
    tallies.forEach(LaneTally::stop);
    tally.ended();
    WeirException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  /** Plans on this thread, then runs the destination of lane 0 on it. */
  private void move() throws InterruptedException {
    LaneTally clocks = newTally();
    Opening<SourceSession> opening = openSource(Optional.empty(), "weir-connect-source");
    DestinationSession destination = sessions.add(openDestination("weir-connect-dest").await());
    lock(destination);
    List<StreamConfig> streams =
        context.config().streams().stream()
            .filter(stream -> !wasAlreadyCommitted(destination, stream))
            .toList();
    ReadPlanning reads =
        new ReadPlanningThread(
            opening, sessions, clocks, stopped, task -> start("weir-plan-source", task::run));
    RunPlan plan =
        new Planner(pipeline, tally.runId).plan(reads, destination, streams, context.verify());
    SourceSession source = reads.session();
    tally.versions(source.serverVersion(), destination.serverVersion());
    for (StreamPlan stream : plan.streams()) {
      stream.resumption().last().ifPresent(last -> followReceipt(stream.stream(), last));
      if (tally.isFirstAttempt()) {
        stream.notices().forEach(notice -> tally.notice(context.progress(), notice));
      }
    }
    start(plan, source, destination, clocks);
    lanes.get(0).write();
  }

  private LaneTally newTally() {
    LaneTally lane = tally.newLane();
    tallies.add(lane);
    lane.start();
    return lane;
  }

  private Opening<SourceSession> openSource(Optional<String> snapshot, String thread) {
    return add(
        Opening.start(
            thread, () -> pipeline.source().connect(snapshot), SourceSession::close, stopped));
  }

  private Opening<DestinationSession> openDestination(String thread) {
    return add(
        Opening.start(thread, pipeline.destination()::connect, DestinationSession::close, stopped));
  }

  private <S> Opening<S> add(Opening<S> opening) {
    openings.add(opening);
    return opening;
  }

  /**
   * Once the lock is held, no session of an earlier attempt can commit any more. After a lost
   * connection the server may take some time to end that session, so waiting may help.
   */
  private void lock(DestinationSession session) {
    if (session instanceof LockableSession lockable) {
      try {
        lockable.lock(context.config().name());
      } catch (WeirException e) {
        throw tally.isFirstAttempt() ? e : e.asTransient();
      }
    }
  }

  /** The destination's receipt is authoritative; the state is updated from it. */
  private void followReceipt(StreamConfig stream, Receipt last) {
    if (stream.syncMode() == SyncMode.INCREMENTAL
        && !context.state().cursor(context.config().name(), stream.name()).equals(last.cursor())) {
      context.checkpoint(last);
    }
  }

  /** Returns whether an earlier attempt committed the stream, even if its answer was lost. */
  private boolean wasAlreadyCommitted(DestinationSession session, StreamConfig stream) {
    if (tally.isCommitted(stream)) {
      return true;
    }
    if (tally.isFirstAttempt()) {
      return false;
    }
    Optional<Receipt> ours = session.receipt(context.config().name(), stream.name(), tally.runId);
    ours.ifPresent(
        receipt -> {
          context.checkpoint(receipt);
          tally.commitFromReceipt(stream, receipt);
        });
    return ours.isPresent();
  }

  /** Starts all threads but the one that this thread continues as. */
  private void start(
      RunPlan plan, SourceSession source, DestinationSession destination, LaneTally clocks) {
    tally.laneCount(plan.lanes());
    Lane.Shared shared = new Lane.Shared(context, plan, allocator);
    gate.set(shared.gate());
    for (StreamPlan stream : plan.streams()) {
      if (stream.lanes() > 1) {
        destination.prepare(stream.load());
      }
    }
    add(new Lane(0, shared, source, destination, clocks));
    if (plan.lanes() > 1) {
      addFurtherLanes(shared, source, destination);
    }
    if (stopped.isDone()) {
      throw new ChannelAbortedException();
    }
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      start("weir-source-" + i, lane::read);
      if (i > 0) {
        start("weir-dest-" + i, lane::write);
      }
    }
  }

  private void add(Lane lane) {
    synchronized (lanes) {
      lanes.add(lane);
    }
  }

  /** Opens the sessions of the other lanes, which read the snapshot of the first one. */
  private void addFurtherLanes(
      Lane.Shared shared, SourceSession source, DestinationSession destination) {
    String name = context.config().name();
    int count = shared.plan().lanes();
    if (!(source instanceof SnapshotSession exporter)
        || !(destination instanceof LockableSession locking)) {
      throw new IllegalStateException("The sessions allow one lane, but " + count + " are planned");
    }
    Optional<String> snapshot = Optional.of(exporter.exportSnapshot());
    List<LaneTally> further = new ArrayList<>();
    List<Opening<SourceSession>> sources = new ArrayList<>();
    List<Opening<DestinationSession>> destinations = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      further.add(newTally());
      sources.add(openSource(snapshot, "weir-connect-source-" + i));
      destinations.add(openDestination("weir-connect-dest-" + i));
    }
    for (int i = 1; i < count; i++) {
      SourceSession reading = sessions.add(sources.get(i - 1).await());
      DestinationSession writing = sessions.add(destinations.get(i - 1).await());
      if (writing instanceof LockableSession lane) {
        lane.join(name);
      }
      add(new Lane(i, shared, reading, writing, further.get(i - 1)));
    }
    locking.checkLock(name);
  }

  /** The thread's memory that Netty's allocator keeps for it is released with the thread. */
  private void start(String name, Task task) {
    Thread thread = new FastThreadLocalThread(() -> guard(task), name);
    threads.add(thread);
    thread.start();
  }

  /** A task that may be interrupted; the engine does not interrupt. */
  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }

  private void guard(Task task) {
    try {
      task.run();
    } catch (ChannelAbortedException e) {
      // Another thread failed first and has reported its error.
      return;
    } catch (RuntimeException e) {
      fail(RunErrors.wrap(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(RunErrors.cancelled());
    } catch (Error e) {
      // No other thread must wait for one that has ended.
      fail(RunErrors.fatal(e));
    }
  }

  private void fail(WeirException error) {
    if (!failure.compareAndSet(null, error)) {
      return;
    }
    stopped.complete(null);
    List<Lane> running;
    synchronized (lanes) {
      running = List.copyOf(lanes);
    }
    running.forEach(Lane::abort);
    VerifyGate open = gate.get();
    if (open != null) {
      open.abort();
    }
    if (!ended) {
      sessions.cancel();
    }
  }

  @Override
  public void close() {
    List<Runnable> closes = new ArrayList<>();
    lanes.forEach(lane -> closes.add(lane::close));
    openings.forEach(opening -> closes.add(opening::close));
    closes.add(sessions::close);
    closes.add(allocator::close);
    Closing.all(closes);
  }
}
