package dev.weir.files.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Metadata of Arrow fields, as the Postgres connector reads and writes it. */
final class FieldMetadata {
  /** The PostgreSQL type with its modifier. */
  static final String TYPE = "weir.postgres.type";

  /** {@code true} where the values are the type's text form. */
  static final String TEXT_FORM = "weir.postgres.text_form";

  static final String EXTENSION = ArrowType.ExtensionType.EXTENSION_METADATA_KEY_NAME;
  static final String JSON = "arrow.json";
  private static final String JSON_TYPE = "json";
  static final String UUID = "arrow.uuid";
  static final String OPAQUE = "arrow.opaque";

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
        TEXT_FORM,
        "true",
        EXTENSION,
        OPAQUE,
        ArrowType.ExtensionType.EXTENSION_METADATA_KEY_METADATA,
        opaque);
  }

  static boolean isExtension(Field field, String name) {
    return name.equals(field.getMetadata().get(EXTENSION));
  }

  /** Returns whether the values are JSON, and the type is not one that a database has derived. */
  static boolean isJson(Field field) {
    String type = field.getMetadata().getOrDefault(TYPE, JSON_TYPE);
    return isExtension(field, JSON) && (type.equals(JSON_TYPE) || type.equals("jsonb"));
  }

  /** Returns whether the values are the text form of a numeric. */
  static boolean isNumericText(Field field) {
    Map<String, String> metadata = field.getMetadata();
    return field.getType() instanceof ArrowType.Utf8
        && metadata.containsKey(TYPE)
        && TypeNames.base(metadata.getOrDefault(TYPE, "")).equals("numeric");
  }

  /** Returns the type to name in a message. */
  static String typeName(Field field) {
    String type = field.getMetadata().get(TYPE);
    return type == null ? field.getType().toString() : type;
  }
}
