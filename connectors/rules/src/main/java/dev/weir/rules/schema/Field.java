package dev.weir.rules.schema;

/**
 * A field of events.
 *
 * @param id from 1, in the order of registration
 * @param path dotted, such as {@code process.pid}
 */
public record Field(int id, String path, FieldType type) {
  public Field {
    if (id < 1) {
      throw new IllegalArgumentException("Field ids begin with 1: " + id);
    }
  }
}
