package dev.weir.postgres.query;

import dev.weir.core.batch.Batch;
import dev.weir.core.config.Resources;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.ResumePoint;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamQuery;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.postgres.conninfo.ConnectionEnvironment;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.conninfo.ConnectionStringException;
import dev.weir.postgres.source.PostgresSource;
import dev.weir.postgres.sql.ConnectionConfig;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.UrlLogin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query as Arrow batches, which are read when they are asked for. No thread reads
 * ahead: while nobody calls {@link #next}, or while the stream is paused, nothing is read from the
 * connection, the server waits, and the only memory in use is that of the batches that the caller
 * has not closed.
 *
 * <p>{@link #next} and {@link #close} are for one thread; {@link #pause}, {@link #resume} and
 * {@link #cancel} for any.
 */
public final class QueryStream implements AutoCloseable {
  private static final String NAME = "query";

  /** A caller that takes this many times as long as the server is behind it. */
  private static final int BEHIND_RATIO = 4;

  private final BufferAllocator allocator;
  private final SourceSession session;
  private final ReadPlan plan;
  private final BatchLimits limits;
  private final AdaptiveBatches sizes;
  private final Pause pause = new Pause();
  private @Nullable SplitReader reader;
  private long returnedNanos = System.nanoTime();

  private QueryStream(
      BufferAllocator allocator, SourceSession session, StreamQuery query, StreamOptions options) {
    this.allocator = allocator;
    this.session = session;
    this.plan =
        session.plan(new ReadRequest(stream(query), ResumePoint.START, false, options.form()));
    this.limits =
        new BatchLimits(
            options.batchBytesMax().bytes(),
            Resources.DEFAULT_BATCH_ROWS_MAX,
            options.rowBytesMax().bytes());
    this.sizes = new AdaptiveBatches(options.batchBytesMax().bytes());
  }

  /**
   * Connects, and lets the server check the query, which {@link #next} starts.
   *
   * @param connection a connection string as libpq reads it, or the name of a service
   * @throws WeirException if the connection or the query fails
   */
  public static QueryStream open(String connection, StreamQuery query, StreamOptions options) {
    SourceSession session =
        PostgresSource.of(config(connection), options.readOnly()).connect(Optional.empty());
    BufferAllocator allocator = new RootAllocator();
    boolean opened = false;
    try {
      QueryStream stream = new QueryStream(allocator, session, query, options);
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        session.close();
        allocator.close();
      }
    }
  }

  private static ConnectionConfig config(String connection) {
    try {
      ConnectionInfo info =
          ConnectionInfo.read(
              ConnectionInfo.ofNameOrString(connection),
              ConnectionEnvironment.of(name -> Optional.ofNullable(System.getenv(name))));
      return ConnectionConfig.of(UrlLogin.of(info, Optional.empty()));
    } catch (ConnectionStringException e) {
      throw PostgresError.CONNECTION_STRING
          .at(Place.of(Side.SOURCE, "postgres"), e.getMessage())
          .causedBy(e);
    }
  }

  private static StreamConfig stream(StreamQuery query) {
    return new StreamConfig(
        NAME,
        SyncMode.FULL_REFRESH,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        Optional.of(query),
        OptionalLong.empty());
  }

  /** Returns the columns of all batches. */
  public Schema schema() {
    return plan.schema();
  }

  /**
   * Returns the next batch, which the caller closes; empty after the last row. Waits for the
   * server, and while the stream is paused.
   *
   * @throws WeirException if the query fails or is cancelled
   */
  public Optional<Batch> next() {
    pause.await();
    long start = System.nanoTime();
    ReadResult result = read();
    if (result instanceof ReadResult.Rows rows) {
      long end = System.nanoTime();
      sizes.delivered(rows.batch().bytes(), pace(start - returnedNanos, end - start));
      returnedNanos = end;
      return Optional.of(rows.batch());
    }
    pause.end(StreamState.COMPLETED);
    return Optional.empty();
  }

  private ReadResult read() {
    try {
      SplitReader open = reader;
      if (open == null) {
        open = session.read(plan, plan.splits().get(0), limits, allocator);
        reader = open;
      }
      open.adaptTo(sizes.target());
      return open.next();
    } catch (WeirException e) {
      pause.end(StreamState.FAILED);
      throw pause.state() == StreamState.CANCELLED ? Pause.cancelled() : e;
    }
  }

  private static AdaptiveBatches.Pace pace(long callerNanos, long serverNanos) {
    if (callerNanos <= serverNanos) {
      return AdaptiveBatches.Pace.CONSUMER_WAITS;
    }
    return callerNanos > BEHIND_RATIO * serverNanos
        ? AdaptiveBatches.Pace.CONSUMER_IS_BEHIND
        : AdaptiveBatches.Pace.EVEN;
  }

  /** Returns what the stream does. */
  public StreamState state() {
    return pause.state();
  }

  /** Returns how the size of the batches was chosen so far. */
  public AdaptiveBatches.Decisions decisions() {
    return sizes.decisions();
  }

  /** Lets {@link #next} wait before it reads; has no effect on a stream that is paused or over. */
  public void pause() {
    pause.pause();
  }

  /** Ends a pause; has no effect without one. */
  public void resume() {
    pause.resume();
  }

  /**
   * Cancels the query at the server and ends the connection; {@link #next} then fails. Returns when
   * the request was sent, within a second.
   */
  public void cancel() {
    if (pause.end(StreamState.CANCELLED)) {
      session.cancel();
    }
  }

  /**
   * Ends the query and the connection.
   *
   * @throws IllegalStateException if the caller has not closed all batches
   */
  @Override
  public void close() {
    pause.end(StreamState.CLOSED);
    SplitReader open = reader;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      session.close();
      allocator.close();
    }
  }
}
