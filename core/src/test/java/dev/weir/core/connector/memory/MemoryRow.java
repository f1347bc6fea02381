package dev.weir.core.connector.memory;

import dev.weir.core.connector.Digest;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A row of the one shape that the memory connector knows.
 *
 * @param name absent in every seventh generated row
 */
public record MemoryRow(long id, Optional<String> name) {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("id", FieldType.notNullable(new ArrowType.Int(64, true)), List.of()),
              new Field("name", FieldType.nullable(new ArrowType.Utf8()), List.of())));

  static final String DIGEST_METHOD = "mixed ids";

  /** The row that the source generates for an id. */
  public static MemoryRow generated(long id) {
    return new MemoryRow(id, id % 7 == 0 ? Optional.empty() : Optional.of("row " + id));
  }

  Digest digest() {
    long mixed = (id + 1) * 0x9E3779B97F4A7C15L + name.map(String::hashCode).orElse(-1);
    return new Digest(1, mixed ^ (mixed >>> 29));
  }
}
