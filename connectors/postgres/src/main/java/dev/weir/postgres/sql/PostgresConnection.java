package dev.weir.postgres.sql;

import dev.weir.core.connector.Digest;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A connection whose session is pinned: values have one form whatever the server's, the role's or
 * the database's settings say, and no name is found by search path. Each wait for the server has a
 * time-out. For one thread, {@link #cancel} apart.
 */
public final class PostgresConnection implements AutoCloseable {
  /** How long a server has to hear of a cancel before its connection is aborted. */
  private static final Duration CANCEL_GRACE = Duration.ofMillis(250);

  private final Connection connection;
  private final Place place;
  private final Timeouts timeouts;
  private final Deadline deadline;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  private PostgresConnection(Connection connection, Place place, Timeouts timeouts) {
    this.connection = connection;
    this.place = place;
    this.timeouts = timeouts;
    this.deadline = new Deadline(timeouts, this::abort);
  }

  /** Reads rows of a result, one call each. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Something that the server is asked to do. */
  @FunctionalInterface
  public interface Call<T> {
    T run() throws SQLException;
  }

  /**
   * Connects; not in autocommit.
   *
   * @param place the side, for errors
   */
  public static PostgresConnection open(ConnectionConfig config, Place place) {
    Connection connection = Login.connect(config, place);
    PostgresConnection pinned = new PostgresConnection(connection, place, config.timeouts());
    try {
      pinned.execute(PinnedSession.engine(config));
      connection.setAutoCommit(false);
      return pinned;
    } catch (SQLException e) {
      pinned.close();
      throw SqlErrors.at(place, e);
    } catch (WeirException e) {
      pinned.close();
      throw e;
    }
  }

  public Place place() {
    return place;
  }

  public Timeouts timeouts() {
    return timeouts;
  }

  /** Such as {@code PostgreSQL 18.6}. */
  public String serverVersion() {
    try {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw error(place, e);
    }
  }

  /** A setting that the server reports at the log-in, such as {@code server_encoding}. */
  public String parameterStatus(String name) {
    try {
      String value = connection.unwrap(PGConnection.class).getParameterStatus(name);
      return value == null ? "" : value;
    } catch (SQLException e) {
      throw error(place, e);
    }
  }

  public CopyManager copyManager() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  public Connection jdbc() {
    return connection;
  }

  /**
   * Asks the server for something, within the wait's time-out.
   *
   * @throws WeirException where the server refuses, or does not answer in time
   */
  public <T> T await(ServerWait wait, Place at, Call<T> call) {
    deadline.begin(wait);
    try {
      return call.run();
    } catch (SQLException e) {
      throw error(at, e);
    } finally {
      deadline.end();
    }
  }

  /** The server has just done a part of what is awaited: its time begins anew. */
  public void progress(ServerWait wait) {
    deadline.begin(wait);
  }

  /** What the driver's exception means: the server's error, or a time-out that has passed. */
  public WeirException error(Place at, SQLException e) {
    return deadline
        .expired()
        .map(
            wait ->
                PostgresError.TIMEOUT
                    .at(
                        at,
                        "The server has not %s for %s"
                            .formatted(wait.missing(), Login.text(timeouts.of(wait))))
                    .withHint(
                        "Check the server and the network; where the server is only slow, raise"
                            + " config."
                            + wait.key()
                            + ".")
                    .causedBy(e))
        .orElseGet(() -> SqlErrors.at(at, e));
  }

  /** The content digest of a query's rows. */
  public Digest digest(String select, DigestMethod method) {
    return await(ServerWait.VERIFY, place, () -> ContentDigest.of(connection, select, method));
  }

  /** Runs statements that return nothing. */
  public void execute(String sql) {
    execute(ServerWait.QUERY, place, sql);
  }

  /** Runs statements that return nothing, or rows that nobody wants. */
  public void execute(ServerWait wait, Place at, String sql) {
    await(
        wait,
        at,
        () -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  /** Runs a query whose parameters are all texts. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, String... parameters) {
    return query(ServerWait.QUERY, place, sql, mapper, parameters);
  }

  /** Runs a query whose parameters are all texts. */
  public <T> List<T> query(
      ServerWait wait, Place at, String sql, RowMapper<T> mapper, String... parameters) {
    return await(
        wait,
        at,
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              statement.setString(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                rows.add(mapper.map(result));
              }
            }
            return rows;
          }
        });
  }

  public void commit() {
    await(
        ServerWait.COMMIT,
        place,
        () -> {
          connection.commit();
          return true;
        });
  }

  /** Something that ends what the server has under way. */
  @FunctionalInterface
  public interface Ending {
    void run() throws SQLException;
  }

  /**
   * Ends what is under way; where the connection no longer stands, the server has done it already,
   * or does it when it notices.
   */
  public void quietly(Ending ending) {
    deadline.begin(ServerWait.QUERY);
    try {
      ending.run();
    } catch (SQLException e) {
      return;
    } finally {
      deadline.end();
    }
  }

  /** Rolls back where the connection still stands; where it does not, the server does it. */
  public void rollbackQuietly() {
    quietly(connection::rollback);
  }

  /** Waits; ends early, and returns false, where the connection is cancelled meanwhile. */
  public boolean pause(Duration time) {
    try {
      return !cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Ends what this connection has under way, from any thread: asks the server to cancel it, and
   * then aborts the connection, whether or not the server has heard. The network may be gone, so
   * the asking is done by a thread that nobody waits for longer than a moment.
   */
  public void cancel() {
    cancelled.countDown();
    Thread asking = new Thread(this::askToCancel, "weir-postgres-cancel");
    asking.setDaemon(true);
    asking.start();
    try {
      asking.join(CANCEL_GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abort();
  }

  private void askToCancel() {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // The server cannot be reached, or there is nothing to cancel: the session's own thread sees
      // what there is to see.
      return;
    }
  }

  private void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // Closed already.
      return;
    }
  }

  @Override
  public void close() {
    deadline.close();
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing of ours hangs on it: commits are explicit, and the server rolls back the rest.
      return;
    }
  }
}
