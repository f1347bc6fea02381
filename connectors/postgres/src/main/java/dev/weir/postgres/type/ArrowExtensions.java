package dev.weir.postgres.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weir.core.batch.ColumnMetadata;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** Metadata of Arrow's canonical extension types. Source: Arrow, "Canonical Extension Types". */
final class ArrowExtensions {
  private static final String VENDOR = "PostgreSQL";
  private static final String VENDOR_MEMBER = ",\"vendor_name\":\"" + VENDOR + "\"}";
  private static final ObjectMapper JSON_MAPPER = new ObjectMapper();

  private ArrowExtensions() {}

  static final Map<String, String> UUID = named(ColumnMetadata.UUID, "");
  static final Map<String, String> JSON = named(ColumnMetadata.JSON, "");

  /**
   * Returns the metadata of a type in PostgreSQL's binary format.
   *
   * @param typeName as returned by format_type
   */
  static Map<String, String> opaque(String typeName) {
    // Made by hand in one concatenation, as this takes most of the time of a type without an Arrow
    // type.
    return named(
        ColumnMetadata.OPAQUE,
        isEscaped(typeName)
            ? "{\"type_name\":" + TextNode.valueOf(typeName) + VENDOR_MEMBER
            : "{\"type_name\":\"" + typeName + '"' + VENDOR_MEMBER);
  }

  /** Returns whether JSON escapes a character of the text. Source: RFC 8259, 7. */
  private static boolean isEscaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a field has the extension type of this metadata. */
  static boolean isNamed(Field field, Map<String, String> extension) {
    return name(field).equals(Optional.ofNullable(extension.get(ColumnMetadata.EXTENSION)));
  }

  /** Returns the PostgreSQL type of a field with {@link #opaque} metadata. */
  static Optional<String> opaqueType(Field field) {
    if (!name(field).equals(Optional.of(ColumnMetadata.OPAQUE))) {
      return Optional.empty();
    }
    String json = field.getMetadata().getOrDefault(ColumnMetadata.EXTENSION_METADATA, "");
    try {
      JsonNode metadata = JSON_MAPPER.readTree(json);
      return metadata.path("vendor_name").asText().equals(VENDOR)
          ? Optional.of(metadata.path("type_name").asText()).filter(name -> !name.isEmpty())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> name(Field field) {
    return Optional.ofNullable(field.getMetadata().get(ColumnMetadata.EXTENSION));
  }

  private static Map<String, String> named(String name, String metadata) {
    return Map.of(
        ColumnMetadata.EXTENSION, name,
        ColumnMetadata.EXTENSION_METADATA, metadata);
  }
}
