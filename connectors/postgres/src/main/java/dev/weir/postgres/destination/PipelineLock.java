package dev.weir.postgres.destination;

import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.ServerWait;
import java.time.Duration;

/**
 * Excludes other runs of a pipeline by two session-level advisory locks. The session that plans
 * holds the first one; each further session of the run holds the second one in shared mode. A new
 * run acquires both exclusively and then releases the second one, so that no session of an earlier
 * run is left when it begins.
 */
final class PipelineLock {
  /** Time for a backend to exit, and release its locks, after its client disconnected. */
  private static final Duration BACKEND_EXIT_TIME = Duration.ofSeconds(2);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private static final String RUN = "hashtextextended('weir:' || ?, 0)";
  private static final String LANES = "hashtextextended('weir lanes:' || ?, 0)";

  private final PostgresConnection connection;
  private final String schema;

  PipelineLock(PostgresConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** Acquires the lock, and drops what earlier runs have staged. */
  void acquire(String pipeline) {
    boolean hasRecords =
        poll(
            pipeline,
            "SELECT CASE WHEN pg_try_advisory_lock("
                + RUN
                + ") THEN CASE WHEN pg_try_advisory_lock("
                + LANES
                + ") THEN pg_advisory_unlock("
                + LANES
                + ") ELSE false END ELSE false END, to_regclass(?) IS NOT NULL",
            pipeline,
            pipeline,
            pipeline,
            Identifiers.quote(schema, StagingRecords.NAME));
    if (hasRecords) {
      new StagingRecords(connection, schema).sweep(pipeline);
    }
  }

  /** Joins the run that holds the lock. */
  void join(String pipeline) {
    poll(pipeline, "SELECT pg_try_advisory_lock_shared(" + LANES + "), false", pipeline);
  }

  /** The columns of an attempt to lock. */
  private record Attempt(boolean locked, boolean hasRecords) {}

  /** Returns the second column of the query when the first one is true. */
  private boolean poll(String pipeline, String sql, String... parameters) {
    long deadlineNanos = System.nanoTime() + BACKEND_EXIT_TIME.toNanos();
    Attempt attempt = attempt(sql, parameters);
    while (!attempt.locked()) {
      if (System.nanoTime() - deadlineNanos > 0 || !connection.pause(POLL_INTERVAL)) {
        throw PostgresError.LOCKED.at(
            connection.place(),
            "Another run of pipeline " + pipeline + " is writing to this database");
      }
      attempt = attempt(sql, parameters);
    }
    return attempt.hasRecords();
  }

  /**
   * Runs the query in its own transaction: what follows must see what the session that held the
   * lock has committed, at any isolation level.
   */
  private Attempt attempt(String sql, String... parameters) {
    setAutoCommit(true);
    Attempt attempt =
        connection
            .query(sql, row -> new Attempt(row.getBoolean(1), row.getBoolean(2)), parameters)
            .get(0);
    setAutoCommit(false);
    return attempt;
  }

  private void setAutoCommit(boolean on) {
    connection.await(
        ServerWait.QUERY,
        connection.place(),
        () -> {
          connection.jdbc().setAutoCommit(on);
          return on;
        });
  }

  /** Fails if the session, and with it the lock, is lost. */
  void check() {
    connection.query("SELECT true", row -> true);
    connection.commit();
  }

  /** Releases all locks: the backend may exit only after the next run has begun. */
  void releaseQuietly() {
    connection.runQuietly(
        () -> {
          try (var statement = connection.jdbc().createStatement()) {
            connection.jdbc().rollback();
            connection.jdbc().setAutoCommit(true);
            statement.execute("SELECT pg_advisory_unlock_all()");
          }
        });
  }
}
