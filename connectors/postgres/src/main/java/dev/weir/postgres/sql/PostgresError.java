package dev.weir.postgres.sql;

import dev.weir.core.error.ErrorCode;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.Locale;
import java.util.Set;

/** Errors of the Postgres connector; {@link SqlState} maps SQLSTATEs to them. */
public enum PostgresError implements ErrorCode {
  // The connection.
  UNREACHABLE(
      ErrorKind.TRANSIENT,
      "The connection to the server failed",
      "Check host and port, and that the server is running and accepts TCP/IP connections."),
  CONNECTION_LOST(
      ErrorKind.TRANSIENT,
      "The connection to the server was lost",
      "Check the network and the server's log, then run again."),
  SESSION_ENDED(
      ErrorKind.TRANSIENT,
      "The server terminated the session, is shutting down or is starting up",
      "Check the server's log for the reason, then run again."),
  TOO_MANY_CONNECTIONS(
      ErrorKind.TRANSIENT,
      "The server has too many connections",
      "Close other connections, or raise max_connections."),
  AUTHENTICATION(
      ErrorKind.AUTH,
      "Authentication failed",
      "Check config.user and config.password, and the server's pg_hba.conf."),
  TLS(
      ErrorKind.CONFIG,
      "The server does not support TLS as config.sslmode requires",
      "Set config.sslmode: disable or prefer, or enable TLS on the server."),
  DATABASE_MISSING(
      ErrorKind.CONFIG,
      "The database does not exist",
      "Create the database, or correct config.database."),
  TIMEOUT(
      ErrorKind.TRANSIENT,
      false,
      "The server did not respond within a timeout of config",
      "Check the server and the network; if the server is only slow, raise the timeout."),

  // Errors of statements.
  PERMISSION(
      ErrorKind.PERMISSION, "The role lacks a privilege", "Grant the named privilege to the role."),
  ROW_SECURITY(
      ErrorKind.PERMISSION,
      "Row-level security would filter rows for this role",
      "Use a role with BYPASSRLS, or set config.row_security: on to read only the rows that the"
          + " policies allow."),
  READ_ONLY(
      ErrorKind.RESOURCE,
      "The server or the session is read-only",
      "Connect to a primary server, with a role without default_transaction_read_only."),
  DISK_FULL(
      ErrorKind.RESOURCE,
      "The server's disk is full",
      "Free disk space on the server, then run again."),
  STATEMENT_TIMEOUT(
      ErrorKind.RESOURCE,
      "A statement was cancelled by statement_timeout or by another session",
      "Raise statement_timeout for this role (ALTER ROLE ... SET statement_timeout)."),
  LOCK_TIMEOUT(
      ErrorKind.RESOURCE,
      "A lock on the table was not granted within config.lock_timeout",
      "End the session that holds the lock, or raise config.lock_timeout."),
  SERIALIZATION(
      ErrorKind.TRANSIENT,
      "The transaction was rolled back because of a deadlock, a serialization failure, or a"
          + " conflict with recovery on a standby",
      "Run again; on a standby, enable hot_standby_feedback."),
  TABLE_MISSING(
      ErrorKind.SCHEMA,
      "The table or view does not exist",
      "Run `weir discover` to list the streams."),
  COLUMN_MISSING(
      ErrorKind.SCHEMA,
      "The column does not exist",
      "Correct the stream's columns or cursor_field, or add the column."),
  TYPE_MISSING(
      ErrorKind.SCHEMA,
      "A type does not exist on the server",
      "Create the type, set create_types: true, or remove the column from the stream."),
  DEPENDENT_OBJECTS(
      ErrorKind.SCHEMA,
      "Other objects depend on the table",
      "Set replace: truncate, or drop the dependent objects."),
  DEFINITION(
      ErrorKind.SCHEMA,
      "The server rejected a name, a type or the syntax of a statement",
      "Correct the stream's where or columns, or the target table."),
  CREATED_CONCURRENTLY(
      ErrorKind.TRANSIENT,
      "Another session created the same table or type concurrently",
      "Run again."),
  CONSTRAINT(
      ErrorKind.DATA,
      "A row violates a constraint of the target table",
      "Correct the row at the source, or the constraint."),
  KEY_NOT_UNIQUE(
      ErrorKind.DATA,
      "Two rows of the stream have the same key, or a row has NULL in primary_key",
      "Drop the target's primary key or correct primary_key, or make the key unique in the"
          + " source."),
  KEY_MISSING(
      ErrorKind.SCHEMA,
      "With write_mode upsert: the target has no unique constraint on primary_key",
      "Add a primary key or unique constraint on exactly these columns to the target."),
  VALUE(
      ErrorKind.DATA,
      "A value cannot be computed, read or stored",
      "Correct the value, or exclude the row or the column from the stream."),
  LIMIT(
      ErrorKind.RESOURCE, "A limit of the server is exceeded", "See the server's log for details."),
  SERVER(
      ErrorKind.RESOURCE, "The server reported another error", "See the server's log for details."),

  // Errors that the connector detects.
  IDENTIFIER(
      ErrorKind.CONFIG,
      "A name is not a valid PostgreSQL identifier",
      "Use a name of 1 to 63 bytes without NUL."),
  WHERE(
      ErrorKind.CONFIG,
      "The stream's where is not a single SQL expression",
      "Close all quotes, comments and parentheses, and remove semicolons."),
  CONNECTION_STRING(
      ErrorKind.CONFIG,
      "A connection string cannot be used",
      "Write it as libpq reads it: postgresql://user@host:5432/database?sslmode=require."),
  QUERY_TEXT(
      ErrorKind.CONFIG,
      "The query is not one statement that returns rows",
      "Write one SELECT, WITH, VALUES or TABLE statement, and close its quotes, comments and"
          + " parentheses."),
  QUERY_COLUMNS(
      ErrorKind.SCHEMA,
      "The result of the query has no columns, or two columns of the same name",
      "Name the columns by AS, each differently."),
  QUERY_PARAMETER(
      ErrorKind.CONFIG,
      "A parameter does not occur in the query, or its value does not fit its type",
      "Correct the parameter, or cast it in the query, as in :name::bigint."),
  QUERY_WRITES(
      ErrorKind.CONFIG,
      "The query writes or locks rows, and runs in a read-only transaction",
      "If it is meant to write, set read_only: false in the source's config; for weir query:"
          + " --no-read-only."),
  NO_COLUMNS(ErrorKind.SCHEMA, "The table has no columns", "Remove the stream."),
  CURSOR_TYPE(
      ErrorKind.SCHEMA,
      "The sort order of the cursor's type may differ between source and destination",
      "Use a cursor of a numeric, date/time, uuid or text type."),
  CURSOR_VALUE(
      ErrorKind.DATA,
      "The maximum of the cursor is infinity or NaN, so no later row would be read",
      "Exclude these rows in the stream's where, or correct them."),
  POSITION(
      ErrorKind.SCHEMA,
      "The cursor value of the last receipt is not valid for the cursor's type",
      "For one run, set on_receipt_mismatch: reload."),
  ROW_TOO_WIDE(
      ErrorKind.DATA,
      "A row is larger than 64 MiB and max_inflight_bytes, or than 1 GiB",
      "Raise resources.max_inflight_bytes, or exclude the large column from the stream."),
  NOT_A_TABLE(ErrorKind.SCHEMA, "The target is not a table", "Use another stream name or schema."),
  TYPE(
      ErrorKind.SCHEMA,
      "The type of the target column does not match the stream's",
      "Change the type of the target column to the stream's."),
  COLUMN_REQUIRED(
      ErrorKind.SCHEMA,
      "A NOT NULL column of the target table has no default and is not in the stream",
      "Add a default, or add the column to the stream."),
  TOO_LONG(
      ErrorKind.DATA,
      "A value is too long for the target column",
      "Widen the target column, or exclude the row from the stream."),
  REPLACE(
      ErrorKind.SCHEMA,
      "Replacing the target table would lose some of its properties or dependent objects",
      "Set replace: truncate or auto, or drop the named objects."),
  RECEIPT_MISMATCH(
      ErrorKind.SCHEMA,
      "The target table does not match the stream's last receipt",
      "For one run, set on_receipt_mismatch: reload (reads all rows and adds the missing ones) or"
          + " continue."),
  LOCKED(
      ErrorKind.RESOURCE,
      "Another run of the pipeline is writing to this database",
      "Wait until it finishes, or cancel it."),
  COMMIT_UNKNOWN(
      ErrorKind.TRANSIENT,
      "The connection was lost during COMMIT",
      "If _weir_receipts in the target's schema contains a row of this run, the load is committed;"
          + " if not, run again.");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final ErrorKind kind;
  private final boolean retried;
  private final String meaning;
  private final String remedy;

  PostgresError(ErrorKind kind, String meaning, String remedy) {
    this(kind, kind == ErrorKind.TRANSIENT, meaning, remedy);
  }

  PostgresError(ErrorKind kind, boolean retried, String meaning, String remedy) {
    this.kind = kind;
    this.retried = retried;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Returns an exception with the remedy as its hint. */
  public WeirException at(Place place, String message) {
    return WeirException.of(this, place, message);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }

  @Override
  public boolean isRetried() {
    return retried;
  }

  @Override
  public Set<Side> sides() {
    return switch (this) {
      case WHERE,
          CONNECTION_STRING,
          QUERY_TEXT,
          QUERY_COLUMNS,
          QUERY_PARAMETER,
          QUERY_WRITES,
          NO_COLUMNS,
          CURSOR_TYPE,
          CURSOR_VALUE,
          POSITION,
          ROW_TOO_WIDE ->
          Set.of(Side.SOURCE);
      case KEY_NOT_UNIQUE,
          DEPENDENT_OBJECTS,
          NOT_A_TABLE,
          TYPE,
          COLUMN_REQUIRED,
          TOO_LONG,
          REPLACE,
          RECEIPT_MISMATCH,
          LOCKED,
          COMMIT_UNKNOWN,
          CREATED_CONCURRENTLY ->
          Set.of(Side.DESTINATION);
      default -> Set.of(Side.SOURCE, Side.DESTINATION);
    };
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
