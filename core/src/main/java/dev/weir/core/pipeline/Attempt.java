package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.channel.FrameChannel;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.error.WeirException;
import dev.weir.core.state.StateBackend;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One try at the streams that are not committed yet: two sessions, two threads, one channel. The
 * first failure of either side ends the other; only that first one is told.
 */
final class Attempt implements AutoCloseable {
  private final PipelineConfig config;
  private final StateBackend state;
  private final Progress progress;
  private final Cancellation cancellation;
  private final RunTally tally;

  private final BufferAllocator allocator;
  private final FrameChannel channel;
  private final AtomicReference<@Nullable WeirException> failure = new AtomicReference<>();
  private final CountDownLatch planned = new CountDownLatch(1);
  private volatile List<ReadRequest> requests = List.of();
  private volatile @Nullable SourceSession source;
  private volatile @Nullable DestinationSession destination;
  private volatile boolean ended;

  Attempt(
      PipelineConfig config,
      StateBackend state,
      Progress progress,
      Cancellation cancellation,
      RunTally tally) {
    this.config = config;
    this.state = state;
    this.progress = progress;
    this.cancellation = cancellation;
    this.tally = tally;
    this.channel = new FrameChannel(config.resources().inflightBytesMax().bytes());
    this.allocator = new RootAllocator(memoryLimit(config));
  }

  /**
   * What batches may use: the channel in full, and on each side one widest row or batch being
   * built, its doubling buffers, its message and its decompressed copy.
   */
  private static long memoryLimit(PipelineConfig config) {
    return 8 * config.resources().inflightBytesMax().bytes()
        + 8 * config.resources().batchBytesMax().bytes();
  }

  PipelineConfig config() {
    return config;
  }

  StateBackend state() {
    return state;
  }

  Progress progress() {
    return progress;
  }

  RunTally tally() {
    return tally;
  }

  /** What is left to do; waits until the destination has told where incremental streams stand. */
  List<ReadRequest> requests() throws InterruptedException {
    planned.await();
    return requests;
  }

  /** What this attempt has moved; known once it has run. */
  List<ReadRequest> finishedRequests() {
    return requests;
  }

  /**
   * Moves the streams.
   *
   * @throws WeirException the first failure of either side
   */
  void run() {
    BatchLimits limits =
        new BatchLimits(
            config.resources().batchBytesMax().bytes(),
            config.resources().batchRowsMax(),
            config.resources().rowBytesMax().bytes());
    try (Cancellation.Registration registered =
        cancellation.onRequest(() -> fail(Failures.cancelled()))) {
      SourceTask sourceTask = new SourceTask(this, channel, allocator, limits);
      Thread thread = new Thread(() -> guard(sourceTask::run), "weir-source");
      thread.start();
      guard(new DestTask(this, channel, allocator)::run);
      join(thread);
      ended = true;
    }
    WeirException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  /** Like a task that may be interrupted; nothing here interrupts. */
  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }

  private void guard(Task task) {
    try {
      task.run();
    } catch (ChannelAbortedException e) {
      // The other side failed first and has said so.
      return;
    } catch (RuntimeException e) {
      fail(Failures.wrap(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(Failures.cancelled());
    } catch (Error e) {
      // The other side must not wait for a thread that is gone.
      fail(Failures.fatal(e));
    }
  }

  private void fail(WeirException error) {
    if (!failure.compareAndSet(null, error)) {
      return;
    }
    channel.abort();
    planned.countDown();
    SourceSession reading = source;
    if (reading != null && !ended) {
      reading.cancel();
    }
    DestinationSession writing = destination;
    if (writing != null && !ended) {
      writing.cancel();
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  SourceSession openSource() {
    SourceSession session = config.source().connect();
    source = session;
    checkGoingOn();
    return session;
  }

  DestinationSession openDestination() {
    DestinationSession session = config.destination().connect();
    destination = session;
    checkGoingOn();
    lock(session);
    requests =
        config.streams().stream()
            .filter(stream -> !settle(session, stream))
            .map(stream -> new ReadRequest(stream, resumePoint(session, stream)))
            .toList();
    planned.countDown();
    return session;
  }

  /**
   * Once the lock is ours, no session of an earlier attempt is left that could still commit. After
   * a lost connection the server may take a while to end that session, so then waiting may help.
   */
  private void lock(DestinationSession session) {
    try {
      session.lock(config.name());
    } catch (WeirException e) {
      throw tally.isFirstAttempt() ? e : Failures.tryAgain(e);
    }
  }

  private void checkGoingOn() {
    if (failure.get() != null) {
      throw new ChannelAbortedException();
    }
  }

  /** Whether an earlier attempt committed the stream, be it that its answer was lost. */
  private boolean settle(DestinationSession session, StreamConfig stream) {
    if (tally.isCommitted(stream)) {
      return true;
    }
    Optional<Receipt> ours =
        tally.isFirstAttempt()
            ? Optional.empty()
            : session
                .lastReceipt(config.name(), stream.name())
                .filter(receipt -> receipt.loadId().equals(tally.runId));
    ours.ifPresent(
        receipt -> {
          state.checkpoint(receipt);
          tally.commit(
              stream,
              new RunTally.Committed(
                  receipt.rows(), receipt.rows(), receipt.bytes(), receipt.bytes()));
        });
    return ours.isPresent();
  }

  /** The destination's receipt is the truth; the state is brought into line with it. */
  private Optional<Cursor> resumePoint(DestinationSession session, StreamConfig stream) {
    if (stream.syncMode() != SyncMode.INCREMENTAL) {
      return Optional.empty();
    }
    Optional<Receipt> last = session.lastReceipt(config.name(), stream.name());
    Optional<Cursor> cursor =
        last.flatMap(Receipt::cursor)
            .filter(found -> found.field().equals(stream.cursorField().orElse("")));
    if (last.isPresent() && !state.cursor(config.name(), stream.name()).equals(cursor)) {
      state.checkpoint(last.get());
    }
    return cursor;
  }

  SourceSession source() {
    SourceSession session = source;
    if (session == null) {
      throw new IllegalStateException("The attempt has not run");
    }
    return session;
  }

  DestinationSession destination() {
    DestinationSession session = destination;
    if (session == null) {
      throw new IllegalStateException("The attempt has not run");
    }
    return session;
  }

  @Override
  public void close() {
    channel.close();
    SourceSession reading = source;
    DestinationSession writing = destination;
    try {
      if (reading != null) {
        reading.close();
      }
    } finally {
      try {
        if (writing != null) {
          writing.close();
        }
      } finally {
        allocator.close();
      }
    }
  }
}
