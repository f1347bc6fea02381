package dev.weir.postgres.destination;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SqlErrors;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The receipts' table, in the schema of the targets. */
final class Receipts {
  private static final String TABLE = "_weir_receipts";

  private final PostgresConnection connection;
  private final String schema;
  private final String table;

  Receipts(PostgresConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
    this.table = Identifiers.quote(schema, TABLE);
  }

  /** What of the receipts' place is there. */
  record Presence(boolean schema, boolean table) {}

  Presence presence() {
    return connection
        .query(
            """
            SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?),
                   EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                           WHERE n.nspname = ? AND c.relname = ?)
            """,
            row -> new Presence(row.getBoolean(1), row.getBoolean(2)),
            schema,
            schema,
            TABLE)
        .get(0);
  }

  /** Makes the table; its name must be free in the schema. */
  void create() {
    connection.execute(
        "CREATE TABLE IF NOT EXISTS "
            + table
            + """
             (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              pipeline text NOT NULL,
              load_id text NOT NULL,
              stream text NOT NULL,
              partition integer NOT NULL DEFAULT 0,
              sequence bigint NOT NULL,
              cursor_field text,
              cursor_type text,
              cursor_value text,
              rows bigint NOT NULL,
              bytes bigint NOT NULL,
              committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
              UNIQUE (pipeline, stream, load_id, partition, sequence)
            )""");
  }

  Optional<Receipt> last(String pipeline, String stream) {
    return connection
        .query(
            "SELECT load_id, sequence, cursor_field, cursor_type, cursor_value, rows, bytes FROM "
                + table
                + " WHERE pipeline = ? AND stream = ? ORDER BY id DESC LIMIT 1",
            row ->
                new Receipt(
                    pipeline,
                    row.getString("load_id"),
                    stream,
                    row.getLong("sequence"),
                    cursor(
                        row.getString("cursor_field"),
                        row.getString("cursor_type"),
                        row.getString("cursor_value")),
                    row.getLong("rows"),
                    row.getLong("bytes")),
            pipeline,
            stream)
        .stream()
        .findFirst();
  }

  private static Optional<Cursor> cursor(
      @Nullable String field, @Nullable String type, @Nullable String value) {
    return field == null || type == null || value == null
        ? Optional.empty()
        : Optional.of(new Cursor(field, type, value));
  }

  /** Adds a receipt to the transaction under way. */
  void add(Receipt receipt) {
    String sql =
        "INSERT INTO "
            + table
            + " (pipeline, load_id, stream, sequence, cursor_field, cursor_type, cursor_value,"
            + " rows, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.jdbc().prepareStatement(sql)) {
      insert.setString(1, receipt.pipeline());
      insert.setString(2, receipt.loadId());
      insert.setString(3, receipt.stream());
      insert.setLong(4, receipt.sequence());
      if (receipt.cursor().isPresent()) {
        Cursor cursor = receipt.cursor().get();
        insert.setString(5, cursor.field());
        insert.setString(6, cursor.type());
        insert.setString(7, cursor.value());
      } else {
        for (int i = 5; i <= 7; i++) {
          insert.setNull(i, Types.VARCHAR);
        }
      }
      insert.setLong(8, receipt.rows());
      insert.setLong(9, receipt.bytes());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw SqlErrors.at(connection.place().inStream(receipt.stream()), e);
    }
  }
}
