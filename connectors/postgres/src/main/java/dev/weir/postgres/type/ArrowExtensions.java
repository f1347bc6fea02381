package dev.weir.postgres.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;

/** Metadata of Arrow's canonical extension types. Source: Arrow, "Canonical Extension Types". */
final class ArrowExtensions {
  private ArrowExtensions() {}

  static final Map<String, String> UUID = named("arrow.uuid", "");
  static final Map<String, String> JSON = named("arrow.json", "");

  /**
   * Returns the metadata of a type in PostgreSQL's binary format.
   *
   * @param typeName as returned by format_type
   */
  static Map<String, String> opaque(String typeName) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type_name", typeName)
            .put("vendor_name", "PostgreSQL")
            .toString();
    return named("arrow.opaque", json);
  }

  private static Map<String, String> named(String name, String metadata) {
    return Map.of(
        ExtensionType.EXTENSION_METADATA_KEY_NAME, name,
        ExtensionType.EXTENSION_METADATA_KEY_METADATA, metadata);
  }
}
