package dev.weir.files.parquet;

import dev.weir.core.batch.ColumnMetadata;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a file says of its columns beside their types in Parquet, as key-value metadata: the schema
 * of Arrow, as Arrow's implementations write it, and the names of the PostgreSQL types.
 */
final class ArrowSchemaEntry {
  /** The schema as an IPC message in base 64. Source: Arrow's Parquet implementation in C++. */
  private static final String KEY = "ARROW:schema";

  /** Followed by the name of a column. */
  private static final String TYPE_KEY = ColumnMetadata.POSTGRES_TYPE + ".";

  private ArrowSchemaEntry() {}

  /** Returns the metadata of a file. */
  static Map<String, String> write(Schema schema) {
    Map<String, String> entries = new HashMap<>();
    entries.put(KEY, Base64.getEncoder().encodeToString(schema.serializeAsMessage()));
    for (Field field : schema.getFields()) {
      String type = field.getMetadata().get(ColumnMetadata.POSTGRES_TYPE);
      if (type != null) {
        entries.put(TYPE_KEY + field.getName(), type);
      }
    }
    return entries;
  }

  /**
   * Returns the fields by their name; empty if the file has no schema of Arrow.
   *
   * @throws IllegalArgumentException if it has one that is invalid
   */
  static Map<String, Field> read(Map<String, String> entries) {
    String text = entries.get(KEY);
    Map<String, Field> fields = new HashMap<>();
    if (text != null) {
      for (Field field : decode(text).getFields()) {
        fields.put(field.getName(), field);
      }
    }
    return fields;
  }

  private static Schema decode(String text) {
    try {
      return Schema.deserializeMessage(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("the value of " + KEY + " is not a schema of Arrow", e);
    }
  }
}
