package dev.weir.files.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weir.core.batch.ColumnMetadata;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What the metadata of Arrow fields say of their values; the keys are those of {@link
 * ColumnMetadata}.
 */
final class FieldMetadata {
  private static final String JSON_TYPE = "json";

  private FieldMetadata() {}

  /** Returns the metadata of the text form of a type. */
  static Map<String, String> textForm(String type) {
    String opaque =
        JsonNodeFactory.instance
            .objectNode()
            .put("type_name", type)
            .put("vendor_name", "PostgreSQL")
            .toString();
    return Map.of(
        ColumnMetadata.POSTGRES_TEXT_FORM,
        "true",
        ColumnMetadata.EXTENSION,
        ColumnMetadata.OPAQUE,
        ColumnMetadata.EXTENSION_METADATA,
        opaque);
  }

  static boolean isExtension(Field field, String name) {
    return name.equals(field.getMetadata().get(ColumnMetadata.EXTENSION));
  }

  /** Returns whether the values are JSON, and the type is not one that a database has derived. */
  static boolean isJson(Field field) {
    String type = field.getMetadata().getOrDefault(ColumnMetadata.POSTGRES_TYPE, JSON_TYPE);
    return isExtension(field, ColumnMetadata.JSON)
        && (type.equals(JSON_TYPE) || type.equals("jsonb"));
  }

  /** Returns whether the values are the text form of a numeric. */
  static boolean isNumericText(Field field) {
    Map<String, String> metadata = field.getMetadata();
    return field.getType() instanceof ArrowType.Utf8
        && metadata.containsKey(ColumnMetadata.POSTGRES_TYPE)
        && TypeNames.base(metadata.getOrDefault(ColumnMetadata.POSTGRES_TYPE, ""))
            .equals("numeric");
  }

  /** Returns the type to name in a message. */
  static String typeName(Field field) {
    String type = field.getMetadata().get(ColumnMetadata.POSTGRES_TYPE);
    return type == null ? field.getType().toString() : type;
  }
}
