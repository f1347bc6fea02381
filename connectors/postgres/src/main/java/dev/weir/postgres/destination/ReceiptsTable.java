package dev.weir.postgres.destination;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The receipts table in the schema of the targets. */
final class ReceiptsTable {
  static final String NAME = "_weir_receipts";

  /** Columns that tables of earlier versions do not have. */
  private static final List<String> ADDED_COLUMNS =
      List.of("source_rows bigint", "target_oid bigint");

  private final PostgresConnection connection;
  private final String schema;
  private final String table;
  private boolean current;

  ReceiptsTable(PostgresConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
    this.table = Identifiers.quote(schema, NAME);
  }

  /**
   * A receipt and the OID of its target.
   *
   * @param targetOid empty in receipts of earlier versions
   */
  record Row(Receipt receipt, OptionalLong targetOid) {}

  /** Returns whether the table exists; once it is current, the answer is kept. */
  ReceiptsTableStatus status() {
    if (!current) {
      ReceiptsTableStatus status = readStatus();
      current = status.isCurrent();
      return status;
    }
    return new ReceiptsTableStatus(true, true, true);
  }

  /** Without USAGE on the schema, to_regclass would fail. */
  private ReceiptsTableStatus readStatus() {
    return connection
        .query(
            """
            SELECT s.oid IS NOT NULL, t.oid IS NOT NULL,
                   EXISTS (SELECT FROM pg_attribute a
                           WHERE a.attrelid = t.oid AND a.attname = 'target_oid')
            FROM to_regnamespace(?) AS s (oid),
              LATERAL (SELECT CASE WHEN has_schema_privilege(s.oid, 'USAGE')
                              THEN to_regclass(?) END) AS t (oid)
            """,
            row -> new ReceiptsTableStatus(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)),
            Identifiers.quote(schema),
            table)
        .get(0);
  }

  /** Creates the table, or upgrades it to this version. */
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
              sequence bigint NOT NULL,
              cursor_field text,
              cursor_type text,
              cursor_value text,
              rows bigint NOT NULL,
              bytes bigint NOT NULL,
              committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
              UNIQUE (pipeline, stream, load_id, sequence)
            )""");
    for (String column : ADDED_COLUMNS) {
      connection.execute("ALTER TABLE " + table + " ADD COLUMN IF NOT EXISTS " + column);
    }
  }

  /** Returns the last receipt of a stream. */
  Optional<Row> last(String pipeline, String stream) {
    return connection
        .query(
            "SELECT * FROM "
                + table
                + " WHERE pipeline = ? AND stream = ? ORDER BY id DESC LIMIT 1",
            ReceiptsTable::row,
            pipeline,
            stream)
        .stream()
        .findFirst();
  }

  /** Returns the receipt of a load for a stream, if the load was committed. */
  Optional<Receipt> ofLoad(String pipeline, String stream, String loadId) {
    return connection
        .query(
            "SELECT * FROM " + table + " WHERE pipeline = ? AND stream = ? AND load_id = ?",
            ReceiptsTable::row,
            pipeline,
            stream,
            loadId)
        .stream()
        .findFirst()
        .map(Row::receipt);
  }

  /** Returns the other pipelines with a receipt for a table. */
  List<String> otherPipelines(String pipeline, long targetOid) {
    return connection.query(
        "SELECT DISTINCT pipeline FROM "
            + table
            + " WHERE pipeline <> ? AND target_oid = ?::bigint",
        row -> row.getString(1),
        pipeline,
        Long.toString(targetOid));
  }

  private static Row row(ResultSet row) throws SQLException {
    Receipt receipt =
        new Receipt(
            row.getString("pipeline"),
            row.getString("load_id"),
            row.getString("stream"),
            row.getLong("sequence"),
            cursor(
                row.getString("cursor_field"),
                row.getString("cursor_type"),
                row.getString("cursor_value")),
            number(row, "source_rows"),
            row.getLong("rows"),
            row.getLong("bytes"));
    return new Row(receipt, number(row, "target_oid"));
  }

  /** Reads a column that may be NULL, or missing in a table of an earlier version. */
  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    int count = row.getMetaData().getColumnCount();
    for (int i = 1; i <= count; i++) {
      if (row.getMetaData().getColumnName(i).equals(column)) {
        long number = row.getLong(i);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
      }
    }
    return OptionalLong.empty();
  }

  private static Optional<Cursor> cursor(
      @Nullable String field, @Nullable String type, @Nullable String value) {
    return field == null || type == null || value == null
        ? Optional.empty()
        : Optional.of(new Cursor(field, type, value));
  }

  /** Inserts a receipt in the current transaction. */
  void add(Receipt receipt, long targetOid) {
    String sql =
        "INSERT INTO "
            + table
            + " (pipeline, load_id, stream, sequence, cursor_field, cursor_type, cursor_value,"
            + " source_rows, rows, bytes, target_oid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    connection.await(
        ServerWait.COMMIT,
        connection.place().inStream(receipt.stream()),
        () -> {
          try (PreparedStatement insert = connection.jdbc().prepareStatement(sql)) {
            insert.setString(1, receipt.pipeline());
            insert.setString(2, receipt.loadId());
            insert.setString(3, receipt.stream());
            insert.setLong(4, receipt.sequence());
            insert.setString(5, receipt.cursor().map(Cursor::field).orElse(null));
            insert.setString(6, receipt.cursor().map(Cursor::type).orElse(null));
            insert.setString(7, receipt.cursor().map(Cursor::value).orElse(null));
            if (receipt.sourceRows().isPresent()) {
              insert.setLong(8, receipt.sourceRows().getAsLong());
            } else {
              insert.setNull(8, Types.BIGINT);
            }
            insert.setLong(9, receipt.rows());
            insert.setLong(10, receipt.bytes());
            insert.setLong(11, targetOid);
            return insert.executeUpdate();
          }
        });
  }
}
