package dev.weir.postgres.destination;

import dev.weir.postgres.wire.FieldCursor;
import dev.weir.postgres.wire.OutBlock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Inserts blocks by multi-row INSERT statements with one parameter for each field. */
final class ValuesInsert implements BlockInsert {
  /**
   * Maximum rows per statement. It divides the rows of a block, so nearly all rows are written by
   * one prepared statement.
   */
  private static final int ROWS_MAX = 128;

  /** The number of parameters is a 16-bit integer. Source: PostgreSQL protocol, message Bind. */
  private static final int PARAMETERS_MAX = 65_535;

  private final Connection connection;
  private final LoadTable table;
  private final List<String> typeNames;
  private final int rowsPerStatement;
  private @Nullable PreparedStatement full;

  /** The types must be registered; see {@link ParameterTypes}. */
  ValuesInsert(Connection connection, LoadTable table) {
    this.connection = connection;
    this.table = table;
    this.typeNames = table.columns().stream().map(LoadColumn::sentTypeName).toList();
    int rowsMax = Math.min(ROWS_MAX, PARAMETERS_MAX / table.columns().size());
    this.rowsPerStatement = Integer.highestOneBit(rowsMax);
  }

  @Override
  public long insert(OutBlock block) throws SQLException {
    FieldCursor field = new FieldCursor(block);
    long rows = 0;
    int left = block.count();
    while (left >= rowsPerStatement) {
      if (full == null) {
        full = connection.prepareStatement(sql(rowsPerStatement));
      }
      rows += insert(full, field, rowsPerStatement);
      left -= rowsPerStatement;
    }
    if (left > 0) {
      try (PreparedStatement partial = connection.prepareStatement(sql(left))) {
        rows += insert(partial, field, left);
      }
    }
    return rows;
  }

  private int insert(PreparedStatement statement, FieldCursor field, int count)
      throws SQLException {
    int parameter = 1;
    for (int row = 0; row < count; row++) {
      field.nextRow();
      for (String typeName : typeNames) {
        field.nextField();
        bind(statement, parameter++, field, typeName);
      }
    }
    return statement.executeUpdate();
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
  public void close() throws SQLException {
    if (full != null) {
      full.close();
    }
  }
}
