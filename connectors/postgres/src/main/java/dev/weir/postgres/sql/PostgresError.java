package dev.weir.postgres.sql;

import dev.weir.core.error.ErrorCode;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.Locale;
import java.util.Set;

/** The errors of the Postgres connector; {@link SqlState} says which of the server's are which. */
public enum PostgresError implements ErrorCode {
  // The connection.
  UNREACHABLE(
      ErrorKind.TRANSIENT,
      "No server answers at the host and port",
      "Check host and port, and that the server runs and may be reached."),
  CONNECTION_LOST(
      ErrorKind.TRANSIENT,
      "The connection broke",
      "Check the network and the server's log, then run again."),
  SESSION_ENDED(
      ErrorKind.TRANSIENT,
      "The server ended the session, shuts down or starts up",
      "Find out in the server's log who ended it, then run again."),
  TOO_MANY_CONNECTIONS(
      ErrorKind.TRANSIENT,
      "The server takes no further connection",
      "Free connections on the server, or raise max_connections."),
  AUTHENTICATION(
      ErrorKind.AUTH,
      "Authentication failed",
      "Check config.user and config.password, and the server's pg_hba.conf."),
  TLS(
      ErrorKind.CONFIG,
      "The server and sslmode do not agree on TLS",
      "Set config.sslmode: disable or prefer, or turn TLS on at the server."),
  DATABASE_MISSING(
      ErrorKind.CONFIG,
      "The server has no such database",
      "Create the database, or correct config.database."),
  TIMEOUT(
      ErrorKind.TRANSIENT,
      false,
      "The server did not answer within one of the config's time-outs",
      "Check the server and the network; raise the time-out where the server is only slow."),

  // What the server says of a statement.
  PERMISSION(
      ErrorKind.PERMISSION,
      "The role lacks a privilege",
      "Grant the role the privilege that the message names."),
  ROW_SECURITY(
      ErrorKind.PERMISSION,
      "Row security would hide rows from this role",
      "Use a role with BYPASSRLS, or set config.row_security: on to work with the rows that the"
          + " policies show."),
  READ_ONLY(
      ErrorKind.RESOURCE,
      "The server or the session takes no writes",
      "Name a primary server, and a role without default_transaction_read_only."),
  DISK_FULL(
      ErrorKind.RESOURCE,
      "The server's disk is full",
      "Free disk space on the server, then run again."),
  STATEMENT_TIMEOUT(
      ErrorKind.RESOURCE,
      "The server cancelled a statement: statement_timeout, or another session",
      "Raise statement_timeout for this role (ALTER ROLE ... SET statement_timeout)."),
  LOCK_TIMEOUT(
      ErrorKind.RESOURCE,
      "A lock on the table was not free within config.lock_timeout",
      "End the session that holds the lock, or raise config.lock_timeout."),
  SERIALIZATION(
      ErrorKind.TRANSIENT,
      "The server rolled the transaction back: a deadlock, a serialization failure, or a conflict"
          + " with recovery on a standby",
      "Run again; on a standby set hot_standby_feedback."),
  TABLE_MISSING(
      ErrorKind.SCHEMA,
      "There is no such table or view",
      "See `weir discover` for the streams that are there."),
  COLUMN_MISSING(
      ErrorKind.SCHEMA,
      "There is no such column",
      "Correct the stream's columns or cursor_field, or add the column."),
  TYPE_MISSING(
      ErrorKind.SCHEMA,
      "The server lacks a type",
      "Create the type there, set create_types: true, or leave the column out."),
  DEPENDENT_OBJECTS(
      ErrorKind.SCHEMA,
      "Other objects depend on the table",
      "Set replace: truncate, or drop what depends on the table."),
  DEFINITION(
      ErrorKind.SCHEMA,
      "The server refuses a statement's names, types or syntax",
      "Correct the stream's where or columns, or the target."),
  CREATED_MEANWHILE(
      ErrorKind.TRANSIENT,
      "Another session created the same table or type at the same time",
      "Run again."),
  CONSTRAINT(
      ErrorKind.DATA,
      "A constraint of the target refuses a row",
      "Correct the row at the source, or the constraint."),
  KEY_NOT_UNIQUE(
      ErrorKind.DATA,
      "Two rows of the stream have one key of the target",
      "Drop the target's primary key, or make the key unique at the source."),
  VALUE(
      ErrorKind.DATA,
      "A value cannot be computed, read or held",
      "Correct the value, or leave the row or the column out of the stream."),
  LIMIT(
      ErrorKind.RESOURCE, "A limit of the server's is exceeded", "See the server's log for more."),
  SERVER(ErrorKind.RESOURCE, "The server reports another error", "See the server's log for more."),

  // What the connector finds itself.
  IDENTIFIER(
      ErrorKind.CONFIG,
      "A name is not one that Postgres can hold",
      "Use a name of 1 to 63 bytes without NUL."),
  WHERE(
      ErrorKind.CONFIG,
      "The stream's where is not one expression",
      "Write one expression: parentheses closed, no semicolon."),
  NO_COLUMNS(ErrorKind.SCHEMA, "The table has no column to move", "Leave the stream out."),
  CURSOR_TYPE(
      ErrorKind.SCHEMA,
      "The cursor's type has no order that both servers share",
      "Use a cursor of a number, date, timestamp, uuid or text type."),
  CURSOR_VALUE(
      ErrorKind.DATA,
      "The cursor's greatest value is infinity or NaN, after which no later row could be read",
      "Leave those rows out by the stream's where, or correct them."),
  POSITION(
      ErrorKind.SCHEMA,
      "The receipt's position is no value of the cursor's type",
      "Set on_receipt_mismatch: reload for one run."),
  ROW_TOO_WIDE(
      ErrorKind.DATA,
      "A row is wider than max_inflight_bytes or 1 GiB",
      "Raise resources.max_inflight_bytes, or leave the wide column out."),
  NOT_A_TABLE(
      ErrorKind.SCHEMA,
      "The target is a view, a foreign table or the like",
      "Use another stream name or schema."),
  TYPE(
      ErrorKind.SCHEMA,
      "The target's column cannot hold the stream's values",
      "Change the type of the target's column to the stream's."),
  COLUMN_REQUIRED(
      ErrorKind.SCHEMA,
      "The target has a NOT NULL column without a default that the stream lacks",
      "Give it a default, or add it to the stream's columns."),
  TOO_LONG(
      ErrorKind.DATA,
      "A text is longer than the target's column",
      "Widen the target's column, or leave the row out of the stream."),
  REPLACE(
      ErrorKind.SCHEMA,
      "The target cannot be replaced without losing something",
      "Set replace: truncate or auto, or drop what the message names."),
  RECEIPT_MISMATCH(
      ErrorKind.SCHEMA,
      "The target is not as the stream's last receipt says",
      "Set on_receipt_mismatch: reload (reads all rows, adds those that are missing) or continue"
          + " for one run."),
  LOCKED(
      ErrorKind.RESOURCE,
      "Another run of the pipeline writes to this database",
      "Wait for it to end, or end it."),
  COMMIT_UNKNOWN(
      ErrorKind.TRANSIENT,
      "The connection broke while the server was committing",
      "The rows are there if _weir_receipts in the target's schema has a row of this run; if not,"
          + " run again.");

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

  /** The error at a place, with its remedy as the hint. */
  public WeirException at(Place place, String message) {
    return WeirException.of(this, place, message);
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT);
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
      case WHERE, NO_COLUMNS, CURSOR_TYPE, CURSOR_VALUE, POSITION, ROW_TOO_WIDE ->
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
          CREATED_MEANWHILE ->
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
