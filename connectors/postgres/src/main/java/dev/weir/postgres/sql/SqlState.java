package dev.weir.postgres.sql;

import static dev.weir.postgres.sql.PostgresError.AUTHENTICATION;
import static dev.weir.postgres.sql.PostgresError.COLUMN_MISSING;
import static dev.weir.postgres.sql.PostgresError.CONNECTION_LOST;
import static dev.weir.postgres.sql.PostgresError.CONSTRAINT;
import static dev.weir.postgres.sql.PostgresError.CREATED_CONCURRENTLY;
import static dev.weir.postgres.sql.PostgresError.DATABASE_MISSING;
import static dev.weir.postgres.sql.PostgresError.DEFINITION;
import static dev.weir.postgres.sql.PostgresError.DEPENDENT_OBJECTS;
import static dev.weir.postgres.sql.PostgresError.DISK_FULL;
import static dev.weir.postgres.sql.PostgresError.KEY_NOT_UNIQUE;
import static dev.weir.postgres.sql.PostgresError.LIMIT;
import static dev.weir.postgres.sql.PostgresError.LOCK_TIMEOUT;
import static dev.weir.postgres.sql.PostgresError.PERMISSION;
import static dev.weir.postgres.sql.PostgresError.READ_ONLY;
import static dev.weir.postgres.sql.PostgresError.SERIALIZATION;
import static dev.weir.postgres.sql.PostgresError.SERVER;
import static dev.weir.postgres.sql.PostgresError.SESSION_ENDED;
import static dev.weir.postgres.sql.PostgresError.STATEMENT_TIMEOUT;
import static dev.weir.postgres.sql.PostgresError.TABLE_MISSING;
import static dev.weir.postgres.sql.PostgresError.TLS;
import static dev.weir.postgres.sql.PostgresError.TOO_MANY_CONNECTIONS;
import static dev.weir.postgres.sql.PostgresError.TYPE_MISSING;
import static dev.weir.postgres.sql.PostgresError.UNREACHABLE;
import static dev.weir.postgres.sql.PostgresError.VALUE;

import java.util.Map;

/**
 * Maps SQLSTATEs to errors. Source: PostgreSQL documentation, appendix "PostgreSQL Error Codes",
 * and PSQLState of the driver, which adds codes of class 08.
 */
final class SqlState {
  static final int CLASS_LENGTH = 2;

  private static final Map<String, PostgresError> BY_STATE =
      Map.ofEntries(
          Map.entry("08001", UNREACHABLE),
          // Reported by the driver if sslmode requires TLS and the server does not support it.
          Map.entry("08004", TLS),
          Map.entry("28000", AUTHENTICATION),
          Map.entry("28P01", AUTHENTICATION),
          Map.entry("3D000", DATABASE_MISSING),
          Map.entry("3F000", TABLE_MISSING),
          Map.entry("21000", KEY_NOT_UNIQUE),
          Map.entry("25006", READ_ONLY),
          Map.entry("2BP01", DEPENDENT_OBJECTS),
          Map.entry("40001", SERIALIZATION),
          Map.entry("40P01", SERIALIZATION),
          Map.entry("42501", PERMISSION),
          Map.entry("42703", COLUMN_MISSING),
          Map.entry("42704", TYPE_MISSING),
          Map.entry("42710", CREATED_CONCURRENTLY),
          Map.entry("42P01", TABLE_MISSING),
          Map.entry("42P07", CREATED_CONCURRENTLY),
          Map.entry("53100", DISK_FULL),
          Map.entry("53300", TOO_MANY_CONNECTIONS),
          Map.entry("55P03", LOCK_TIMEOUT),
          Map.entry("57014", STATEMENT_TIMEOUT),
          Map.entry("57P01", SESSION_ENDED),
          Map.entry("57P02", SESSION_ENDED),
          Map.entry("57P03", SESSION_ENDED),
          Map.entry("57P05", SESSION_ENDED),
          Map.entry("25P03", SESSION_ENDED),
          Map.entry("25P04", SESSION_ENDED));

  private static final Map<String, PostgresError> BY_CLASS =
      Map.of(
          "08", CONNECTION_LOST,
          "22", VALUE,
          "23", CONSTRAINT,
          "42", DEFINITION,
          "0A", DEFINITION,
          "53", LIMIT,
          "54", LIMIT);

  private SqlState() {}

  /** Returns the error of a SQLSTATE, or that of its class. */
  static PostgresError error(String state) {
    PostgresError exact = BY_STATE.get(state);
    if (exact != null) {
      return exact;
    }
    String stateClass = state.length() < CLASS_LENGTH ? "" : state.substring(0, CLASS_LENGTH);
    return BY_CLASS.getOrDefault(stateClass, SERVER);
  }
}
