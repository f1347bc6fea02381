package dev.weir.postgres.type;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Arrow fields that remember the Postgres type that they came from. */
public final class PostgresFields {
  private static final String TYPE_KEY = "weir.postgres.type";

  private PostgresFields() {}

  /**
   * A field for a column.
   *
   * @param type with its modifier, as format_type gives it
   */
  public static Field field(String name, String type, boolean notNull, ColumnType columnType) {
    Map<String, String> metadata = new HashMap<>(columnType.metadata());
    metadata.put(TYPE_KEY, type);
    return new Field(name, new FieldType(!notNull, columnType.arrowType(), null, metadata), null);
  }

  /**
   * The Postgres type of the column that the field came from; empty where it came from elsewhere.
   */
  public static Optional<String> type(Field field) {
    return Optional.ofNullable(field.getMetadata().get(TYPE_KEY));
  }
}
