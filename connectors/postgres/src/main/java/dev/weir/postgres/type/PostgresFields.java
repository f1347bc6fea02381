package dev.weir.postgres.type;

import dev.weir.core.batch.ColumnMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Arrow fields with their PostgreSQL type as metadata. */
public final class PostgresFields {
  private PostgresFields() {}

  /**
   * Returns a field for a column.
   *
   * @param type with type modifier, as returned by format_type
   * @param textForm whether the values are the text form of that type
   */
  public static Field field(
      String name, String type, boolean notNull, ColumnType columnType, boolean textForm) {
    Map<String, String> metadata = new HashMap<>(columnType.metadata());
    metadata.put(ColumnMetadata.POSTGRES_TYPE, type);
    if (textForm) {
      metadata.put(ColumnMetadata.POSTGRES_TEXT_FORM, "true");
      metadata.putAll(ArrowExtensions.opaque(type));
    }
    return new Field(
        name,
        new FieldType(!notNull, columnType.arrowType(), null, metadata),
        columnType.children());
  }

  /** Returns whether the values are the text form of the PostgreSQL type. */
  public static boolean isTextForm(Field field) {
    return "true".equals(field.getMetadata().get(ColumnMetadata.POSTGRES_TEXT_FORM))
        || (field.getType() instanceof ArrowType.Utf8
            && ArrowExtensions.opaqueType(field).isPresent());
  }

  /** Returns the declared PostgreSQL type; empty if the field is from another source. */
  public static Optional<String> type(Field field) {
    return Optional.ofNullable(field.getMetadata().get(ColumnMetadata.POSTGRES_TYPE))
        .or(() -> ArrowExtensions.opaqueType(field));
  }

  /** Returns the type of a column that is created for the field; empty if there is none. */
  public static Optional<String> createdType(Field field) {
    return type(field).or(() -> CreatedTypes.of(field));
  }
}
