package dev.weir.postgres.destination;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.core.unit.Durations;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.ServerWait;
import java.time.Duration;
import java.util.List;

/**
 * Acquires ACCESS EXCLUSIVE locks. A pending request blocks all later readers, so each attempt is
 * limited to a second and followed by a pause.
 */
final class TableLock {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String HOLDERS =
      """
      SELECT DISTINCT 'pid ' || a.pid || coalesce(', ' || nullif(a.application_name, ''), '')
             || ', ' || coalesce(a.state, 'unknown state')
             || coalesce(' since ' || to_char(a.xact_start, 'YYYY-MM-DD HH24:MI:SS') || ' UTC', '')
      FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'relation' AND l.relation = ?::oid AND l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.pid <> pg_backend_pid()
      ORDER BY 1
      LIMIT 5
      """;

  private TableLock() {}

  /**
   * Locks a table until the end of the current transaction.
   *
   * @throws WeirException if the lock is not acquired within {@code lock_timeout}
   */
  static void exclusive(PostgresConnection connection, CatalogTable table, Place place) {
    Duration limit = connection.timeouts().lock();
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!tryLock(connection, table, place)) {
      if (System.nanoTime() - deadlineNanos > 0 || !connection.pause(PAUSE)) {
        throw timeout(connection, table, place, limit);
      }
    }
  }

  private static boolean tryLock(PostgresConnection connection, CatalogTable table, Place place) {
    String sql =
        """
        SAVEPOINT weir_lock;
        SET LOCAL lock_timeout = %d;
        LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE;
        SET LOCAL lock_timeout = %d;
        RELEASE SAVEPOINT weir_lock"""
            .formatted(
                ATTEMPT_TIMEOUT.toMillis(),
                table.quoted(),
                connection.timeouts().lock().toMillis());
    try {
      connection.execute(ServerWait.QUERY, place, sql);
      return true;
    } catch (WeirException e) {
      if (e.sqlState().filter(LOCK_NOT_AVAILABLE::equals).isPresent()) {
        connection.execute("ROLLBACK TO SAVEPOINT weir_lock");
        return false;
      }
      throw e;
    }
  }

  private static WeirException timeout(
      PostgresConnection connection, CatalogTable table, Place place, Duration limit) {
    List<String> holders =
        connection.query(HOLDERS, row -> row.getString(1), Long.toString(table.oid()));
    return PostgresError.LOCK_TIMEOUT.at(
        place,
        "The lock on %s was not acquired within %s%s"
            .formatted(
                table.display(),
                Durations.format(limit),
                holders.isEmpty() ? "" : ": held by " + String.join("; ", holders)));
  }
}
