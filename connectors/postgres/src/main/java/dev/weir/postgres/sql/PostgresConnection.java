package dev.weir.postgres.sql;

import dev.weir.core.connector.Digest;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.core.unit.Durations;
import dev.weir.postgres.protocol.CopyOutMessages;
import dev.weir.postgres.protocol.LendingSocket;
import dev.weir.postgres.wire.CopyMessages;
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
 * A connection with pinned session settings ({@link PinnedSession}) and a timeout for each wait for
 * the server. Not thread-safe, except {@link #cancel}.
 */
public final class PostgresConnection implements AutoCloseable {
  /** Time for the cancel request to reach the server before the connection is aborted. */
  private static final Duration CANCEL_GRACE = Duration.ofMillis(250);

  private final Connection connection;
  private final LendingSocket socket;
  private final Place place;
  private final Timeouts timeouts;
  private final Deadline deadline;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private String databaseIdentity = "";

  private PostgresConnection(Login.LoggedIn login, Place place, Timeouts timeouts) {
    this.connection = login.connection();
    this.socket = login.socket();
    this.place = place;
    this.timeouts = timeouts;
    this.deadline = new Deadline(timeouts, this::abort);
  }

  /**
   * Opens a connection with autocommit off.
   *
   * @param place the side, for errors
   */
  public static PostgresConnection open(ConnectionConfig config, SessionMode mode, Place place) {
    PostgresConnection pinned =
        new PostgresConnection(Login.connect(config, place), place, config.timeouts());
    try {
      pinned.databaseIdentity = pinned.pin(PinnedSession.engineSql(config, mode));
      pinned.connection.setAutoCommit(false);
      return pinned;
    } catch (SQLException e) {
      pinned.close();
      throw SqlErrors.at(place, e);
    } catch (WeirException e) {
      pinned.close();
      throw e;
    }
  }

  private String pin(String sql) {
    return await(
        ServerWait.QUERY,
        place,
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
              row.next();
              return row.getString(PinnedSession.DATABASE);
            }
          }
        });
  }

  /** Returns a text that is equal for two connections to the same database of a running server. */
  public String databaseIdentity() {
    return databaseIdentity;
  }

  public Place place() {
    return place;
  }

  public Timeouts timeouts() {
    return timeouts;
  }

  /** Returns the product and version, such as {@code PostgreSQL 18.6}. */
  public String serverVersion() {
    try {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw error(place, e);
    }
  }

  /** Returns a parameter that the server reports at login, such as {@code server_encoding}. */
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

  /** Starts COPY TO STDOUT. Closing the messages before their end aborts the connection. */
  public CopyMessages copyOut(String sql) throws SQLException {
    return CopyOutMessages.start(
        copyManager(),
        socket,
        sql,
        new CopyOutMessages.Session() {
          @Override
          public void progress() {
            PostgresConnection.this.progress(ServerWait.FETCH);
          }

          @Override
          public void abort() {
            PostgresConnection.this.cancel();
          }
        });
  }

  public Connection jdbc() {
    return connection;
  }

  /**
   * Runs a call within the timeout of the wait.
   *
   * @throws WeirException if the server reports an error or does not respond in time
   */
  public <T> T await(ServerWait wait, Place at, DriverCall<T> call) {
    deadline.begin(wait);
    try {
      return call.run();
    } catch (SQLException e) {
      throw error(at, e);
    } finally {
      deadline.end();
    }
  }

  /** Restarts the timeout of a wait after the server made progress. */
  public void progress(ServerWait wait) {
    deadline.begin(wait);
  }

  /** Converts a driver exception to the server's error, or to a timeout if one has expired. */
  public WeirException error(Place at, SQLException e) {
    return deadline
        .expired()
        .map(
            wait ->
                PostgresError.TIMEOUT
                    .at(
                        at,
                        "The server did not %s within %s"
                            .formatted(wait.action(), Durations.format(timeouts.of(wait))))
                    .withHint(
                        "Check the server and the network; if the server is only slow, raise"
                            + " config."
                            + wait.key()
                            + ".")
                    .causedBy(e))
        .orElseGet(() -> SqlErrors.at(at, e));
  }

  /** Computes the content digest of a query's rows. */
  public Digest digest(String select, DigestMethod method) {
    return await(ServerWait.VERIFY, place, () -> ContentDigest.of(connection, select, method));
  }

  /** Executes statements and discards their results. */
  public void execute(String sql) {
    execute(ServerWait.QUERY, place, sql);
  }

  /** Executes statements and discards their results. */
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

  /** Runs a query with parameters of type text. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, String... parameters) {
    return query(ServerWait.QUERY, place, sql, mapper, parameters);
  }

  /** Runs a query with parameters of type text. */
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

  /** Runs queries in one round trip. */
  public void queries(List<Query> queries) {
    await(
        ServerWait.QUERY,
        place,
        () -> {
          String sql = String.join(";\n", queries.stream().map(Query::sql).toList());
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 0;
            for (Query query : queries) {
              for (String parameter : query.parameters()) {
                statement.setString(++index, parameter);
              }
            }
            statement.execute();
            for (Query query : queries) {
              try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                  query.rows().accept(result);
                }
              }
              statement.getMoreResults(Statement.CLOSE_CURRENT_RESULT);
            }
            return true;
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

  /**
   * Runs a cleanup action, such as a rollback, and ignores errors: if the connection is lost, the
   * server rolls back by itself.
   */
  public void runQuietly(DriverAction cleanup) {
    deadline.begin(ServerWait.QUERY);
    try {
      cleanup.run();
    } catch (SQLException e) {
      return;
    } finally {
      deadline.end();
    }
  }

  /** Rolls back and ignores errors. */
  public void rollbackQuietly() {
    runQuietly(connection::rollback);
  }

  /** Waits for the given time; returns false early if the connection is cancelled. */
  public boolean pause(Duration time) {
    try {
      return !cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Cancels the running statement and aborts the connection, from any thread. The cancel request is
   * sent by another thread and awaited for 250 ms at most, as the network may be lost.
   */
  public void cancel() {
    cancelled.countDown();
    Thread sender = new Thread(this::sendCancelRequest, "weir-postgres-cancel");
    sender.setDaemon(true);
    sender.start();
    try {
      sender.join(CANCEL_GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abort();
  }

  private void sendCancelRequest() {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // The session's own thread reports the error.
      return;
    }
  }

  private void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // Already closed.
      return;
    }
  }

  @Override
  public void close() {
    deadline.close();
    try {
      connection.close();
    } catch (SQLException e) {
      // Commits are explicit, and the server rolls back an open transaction.
      return;
    }
  }
}
