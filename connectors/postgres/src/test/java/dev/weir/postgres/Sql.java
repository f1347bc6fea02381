package dev.weir.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Queries of databases in tests. */
public final class Sql {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private Sql() {}

  /** Returns the first column of a query; NULL as {@code "null"}. */
  public static List<String> texts(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(Optional.ofNullable(rows.getString(1)).orElse("null"));
      }
      return texts;
    }
  }

  public static long number(TestDatabase database, String query) throws SQLException {
    return Long.parseLong(texts(database, query).get(0));
  }

  /** Returns the text form of all rows, which distinguishes values that compare equal. */
  public static List<String> rows(TestDatabase database, String table) throws SQLException {
    return texts(database, "SELECT (t.*)::text FROM " + table + " t ORDER BY 1");
  }

  /** Returns the tables of the destination's schema, except receipts. */
  public static List<String> targets(TestDatabase destination) throws SQLException {
    return texts(
        destination,
        "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('raw')"
            + " AND relkind IN ('r', 'p') AND relname <> '_weir_receipts' ORDER BY 1");
  }

  public static long receipts(TestDatabase destination) throws SQLException {
    boolean exists =
        texts(destination, "SELECT to_regclass('raw._weir_receipts') IS NOT NULL")
            .equals(List.of("t"));
    return exists ? number(destination, "SELECT count(*) FROM raw._weir_receipts") : 0;
  }

  /** Waits until a session of the engine in the database waits for a lock. */
  public static void awaitBlocked(TestDatabase database) throws SQLException {
    await(database, "EXISTS (" + sessions(database, "wait_event_type = 'Lock'") + ")");
  }

  /** Waits until all sessions of the engine in the database have ended. */
  public static void awaitSessionsEnded(TestDatabase database) throws SQLException {
    await(database, "NOT EXISTS (" + sessions(database, "true") + ")");
  }

  /** Terminates the session of the engine in the database, and waits until it has ended. */
  public static void terminateSessions(TestDatabase database) throws SQLException {
    List<String> ended =
        texts(
            database,
            sessions(database, "true")
                .replace("SELECT", "SELECT pg_terminate_backend(pid, 30000)"));
    if (!ended.equals(List.of("t"))) {
      throw new IllegalStateException("Expected one terminated session, but got " + ended);
    }
  }

  private static String sessions(TestDatabase database, String condition) {
    return "SELECT FROM pg_stat_activity WHERE application_name = 'weir' AND datname = '"
        + database.name()
        + "' AND "
        + condition;
  }

  /** Waits until a condition is true. */
  public static void awaitTrue(TestDatabase database, String condition) throws SQLException {
    await(database, condition);
  }

  private static void await(TestDatabase database, String condition) throws SQLException {
    long end = System.nanoTime() + WAIT_MAX.toNanos();
    while (!texts(database, "SELECT " + condition).equals(List.of("t"))) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("Timed out waiting for: " + condition);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
