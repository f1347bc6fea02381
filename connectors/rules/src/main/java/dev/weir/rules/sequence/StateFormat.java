package dev.weir.rules.sequence;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The saved form of partial matches. Numbers are big-endian, counts and lengths are of four bytes:
 *
 * <ol>
 *   <li>the magic, the version (two bytes), the digest of the schema (four bytes), the time (eight)
 *   <li>the number of events; of each its id (eight bytes), length and content
 *   <li>the number of sequences; of each the rule and the fingerprint, as length and UTF-8
 *   <li>the number of keys, the least recently used first; of each the number of its sequence,
 *       length and bytes
 *   <li>for each sequence the number of its partial matches, in order of their first events; of
 *       each the number of its key, the time of its first event (eight bytes), the number of its
 *       events, and their numbers
 *   <li>the CRC-32C of all bytes before
 * </ol>
 */
final class StateFormat {
  /** "WSEQ". */
  static final int MAGIC = 0x57534551;

  static final short VERSION = 1;

  private StateFormat() {}

  static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Returns a digest of the ids, names and types of a schema. */
  static int digest(EventSchema schema) {
    StringBuilder text = new StringBuilder();
    for (Field field : schema.fields()) {
      text.append(field.path()).append('\n').append(field.type()).append('\n');
    }
    text.append('\n');
    for (EventType type : schema.types()) {
      text.append(type.name()).append('\n');
      type.parent().ifPresent(text::append);
      text.append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return checksum(bytes, bytes.length);
  }
}
