package dev.weir.postgres.destination;

import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.TransformState;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.sql.PreparedStatement;
import java.util.Optional;

/**
 * The table of the states of transforms, in the schema of the targets: one row a stream, of the
 * receipt that was committed with it. Receipts are kept, states are not, as one may have tens of
 * megabytes.
 */
final class StateTable {
  static final String NAME = "_weir_transform_state";

  private final PostgresConnection connection;
  private final String table;

  StateTable(PostgresConnection connection, String schema) {
    this.connection = connection;
    this.table = Identifiers.quote(schema, NAME);
  }

  /** Without USAGE on the schema, to_regclass would fail. */
  static boolean exists(PostgresConnection connection, String schema) {
    return connection
        .query(
            """
            SELECT CASE WHEN has_schema_privilege(s.oid, 'USAGE')
                        THEN to_regclass(?) IS NOT NULL ELSE false END
            FROM to_regnamespace(?) AS s (oid)
            """,
            row -> row.getBoolean(1),
            Identifiers.quote(schema, NAME),
            Identifiers.quote(schema))
        .get(0);
  }

  /** Creates the table in the current transaction. */
  void create() {
    connection.execute(
        "CREATE TABLE IF NOT EXISTS "
            + table
            + """
             (
              pipeline text NOT NULL,
              stream text NOT NULL,
              load_id text NOT NULL,
              sequence bigint NOT NULL,
              state bytea NOT NULL,
              PRIMARY KEY (pipeline, stream)
            )""");
  }

  /** Returns the state that was committed with a receipt; empty if a later one has replaced it. */
  Optional<TransformState> find(Receipt receipt) {
    return connection
        .query(
            "SELECT state FROM "
                + table
                + " WHERE pipeline = ? AND stream = ? AND load_id = ? AND sequence = ?::bigint",
            row -> TransformState.of(row.getBytes(1)),
            receipt.pipeline(),
            receipt.stream(),
            receipt.loadId(),
            Long.toString(receipt.sequence()))
        .stream()
        .findFirst();
  }

  /** Replaces the state of a stream in the current transaction. */
  void put(Receipt receipt, TransformState state) {
    String sql =
        "INSERT INTO "
            + table
            + " (pipeline, stream, load_id, sequence, state) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (pipeline, stream) DO UPDATE SET load_id = excluded.load_id,"
            + " sequence = excluded.sequence, state = excluded.state";
    connection.await(
        ServerWait.COMMIT,
        connection.place().inStream(receipt.stream()),
        () -> {
          try (PreparedStatement insert = connection.jdbc().prepareStatement(sql)) {
            insert.setString(1, receipt.pipeline());
            insert.setString(2, receipt.stream());
            insert.setString(3, receipt.loadId());
            insert.setLong(4, receipt.sequence());
            insert.setBytes(5, state.bytes());
            return insert.executeUpdate();
          }
        });
  }
}
