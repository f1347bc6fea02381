package dev.weir.postgres.destination;

import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.wire.CopyBatchWriter;
import dev.weir.postgres.wire.FieldCursor;
import dev.weir.postgres.wire.OutBlock;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PGobject;

/**
 * Loads rows by multi-row INSERT statements. The parameters are the fields that COPY would send, so
 * both methods write the same values.
 */
final class InsertLoader implements Loader {
  /**
   * Maximum rows per statement. It divides the rows of a block, so nearly all rows are written by
   * one prepared statement.
   */
  private static final int ROWS_MAX = 128;

  /** The number of parameters is a 16-bit integer. Source: PostgreSQL protocol, message Bind. */
  private static final int PARAMETERS_MAX = 65_535;

  /** The OID of the array type, which is not used. */
  private static final int NO_ARRAY_OID = 0;

  private final PostgresConnection connection;
  private final LoadTable table;
  private final List<String> typeNames;
  private final CopyBatchWriter writer;
  private final int rowsPerStatement;
  private @Nullable PreparedStatement full;
  private long rows;

  InsertLoader(PostgresConnection connection, LoadTable table) throws SQLException {
    this.connection = connection;
    this.table = table;
    this.typeNames = table.columns().stream().map(LoadColumn::sentTypeName).toList();
    this.writer = BatchWriters.of(table);
    int rowsMax = Math.min(ROWS_MAX, PARAMETERS_MAX / table.columns().size());
    this.rowsPerStatement = Integer.highestOneBit(rowsMax);
    BaseConnection driver = connection.jdbc().unwrap(BaseConnection.class);
    for (LoadColumn column : table.columns()) {
      int oid = (int) column.sentTypeOid();
      if (column.sentTypeName().indexOf('.') >= 0) {
        // The driver's lookup does not find all quoted names.
        driver
            .getTypeInfo()
            .addCoreType(
                column.sentTypeName(), oid, Types.OTHER, PGobject.class.getName(), NO_ARRAY_OID);
      }
      driver.getQueryExecutor().addBinarySendOid(oid);
    }
  }

  @Override
  public void write(VectorSchemaRoot batch) throws SQLException {
    writer.write(batch, (block, first) -> insert(block));
  }

  private void insert(OutBlock block) throws SQLException {
    FieldCursor field = new FieldCursor(block);
    int left = block.count();
    while (left >= rowsPerStatement) {
      if (full == null) {
        full = connection.jdbc().prepareStatement(sql(rowsPerStatement));
      }
      insert(full, field, rowsPerStatement);
      left -= rowsPerStatement;
    }
    if (left > 0) {
      try (PreparedStatement partial = connection.jdbc().prepareStatement(sql(left))) {
        insert(partial, field, left);
      }
    }
  }

  private void insert(PreparedStatement statement, FieldCursor field, int count)
      throws SQLException {
    int parameter = 1;
    for (int row = 0; row < count; row++) {
      field.nextRow();
      for (String typeName : typeNames) {
        field.nextField();
        bind(statement, parameter++, field, typeName);
      }
    }
    rows += statement.executeUpdate();
    connection.progress(ServerWait.FLUSH);
  }

  private static void bind(
      PreparedStatement statement, int parameter, FieldCursor field, String typeName)
      throws SQLException {
    if (field.isNull()) {
      statement.setNull(parameter, Types.OTHER);
    } else if (field.length() == 0) {
      // The driver sends an object of zero bytes as NULL, so use the equivalent empty text.
      PGobject empty = new PGobject();
      empty.setType(typeName);
      empty.setValue("");
      statement.setObject(parameter, empty);
    } else {
      statement.setObject(
          parameter, new FieldParameter(typeName, field.bytes(), field.start(), field.length()));
    }
  }

  private String sql(int count) {
    String row = "(" + "?, ".repeat(typeNames.size() - 1) + "?)";
    return "INSERT INTO "
        + table.quoted()
        + " ("
        + table.columnList()
        // Like COPY, writes the given values to identity columns.
        + ") OVERRIDING SYSTEM VALUE VALUES "
        + (row + ", ").repeat(count - 1)
        + row;
  }

  @Override
  public long finish() {
    return rows;
  }

  @Override
  public void close() throws SQLException {
    if (full != null) {
      full.close();
    }
  }
}
