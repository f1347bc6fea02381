package dev.weir.postgres.type;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Arrow fields with their PostgreSQL type as metadata. */
public final class PostgresFields {
  private static final String TYPE_KEY = "weir.postgres.type";
  private static final String TEXT_FORM_KEY = "weir.postgres.text_form";

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
    metadata.put(TYPE_KEY, type);
    if (textForm) {
      metadata.put(TEXT_FORM_KEY, "true");
      metadata.putAll(ArrowExtensions.opaque(type));
    }
    return new Field(
        name,
        new FieldType(!notNull, columnType.arrowType(), null, metadata),
        columnType.children());
  }

  /** Returns whether the values are the text form of the PostgreSQL type. */
  public static boolean isTextForm(Field field) {
    return "true".equals(field.getMetadata().get(TEXT_FORM_KEY))
        || (field.getType() instanceof ArrowType.Utf8
            && ArrowExtensions.opaqueType(field).isPresent());
  }

  /** Returns the declared PostgreSQL type; empty if the field is from another source. */
  public static Optional<String> type(Field field) {
    return Optional.ofNullable(field.getMetadata().get(TYPE_KEY))
        .or(() -> ArrowExtensions.opaqueType(field));
  }

  /** Returns the type of a column that is created for the field; empty if there is none. */
  public static Optional<String> createdType(Field field) {
    return type(field).or(() -> CreatedTypes.of(field));
  }
}
