package dev.weir.postgres.destination;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PGobject;

/**
 * Makes the types of binary parameters known to the driver: those of the columns, and their array
 * types.
 */
final class ParameterTypes {
  /** The OID of the array type, which is not used. */
  private static final int NO_ARRAY_OID = 0;

  /** Array types have no array type of their own. */
  private static final String ARRAY_TYPES =
      """
      SELECT oid::int8, typarray::int8 FROM pg_catalog.pg_type
      WHERE oid::int8 = ANY (?) AND typarray <> 0
      """;

  private ParameterTypes() {}

  /**
   * Registers the types.
   *
   * @return whether each type has an array type
   */
  static boolean register(Connection connection, List<LoadColumn> columns) throws SQLException {
    BaseConnection driver = connection.unwrap(BaseConnection.class);
    Map<Long, Long> known = arrayTypes(connection, columns);
    boolean complete = true;
    for (LoadColumn column : columns) {
      if (column.sentTypeName().indexOf('.') >= 0) {
        // The driver's lookup does not find all quoted names.
        add(driver, column.sentTypeName(), column.sentTypeOid());
      }
      driver.getQueryExecutor().addBinarySendOid((int) column.sentTypeOid());
      Long array = known.get(column.sentTypeOid());
      if (array == null) {
        complete = false;
      } else {
        add(driver, arrayName(column), array);
        driver.getQueryExecutor().addBinarySendOid(array.intValue());
      }
    }
    return complete;
  }

  /** Returns the name by which the driver knows the array type. */
  static String arrayName(LoadColumn column) {
    return column.sentTypeName() + "[]";
  }

  private static void add(BaseConnection driver, String name, long oid) throws SQLException {
    driver
        .getTypeInfo()
        .addCoreType(name, (int) oid, Types.OTHER, PGobject.class.getName(), NO_ARRAY_OID);
  }

  private static Map<Long, Long> arrayTypes(Connection connection, List<LoadColumn> columns)
      throws SQLException {
    Array oids =
        connection.createArrayOf("int8", columns.stream().map(LoadColumn::sentTypeOid).toArray());
    Map<Long, Long> arrays = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ARRAY_TYPES)) {
      statement.setArray(1, oids);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          arrays.put(result.getLong(1), result.getLong(2));
        }
      }
    }
    return arrays;
  }
}
