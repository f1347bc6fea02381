package dev.weir.rules.alert;

import dev.weir.rules.event.Event;
import dev.weir.rules.schema.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Ids of alerts: the first half of the SHA-256 of the rule, the key, and the first and last event
 * with their type, time and fields by name. They do not depend on numbers that belong to one run.
 */
final class AlertIds {
  private static final int ID_BYTES = 16;

  private final FieldObjects values;

  AlertIds(FieldObjects values) {
    this.values = values;
  }

  /** Returns 32 hexadecimal digits. */
  String id(String rule, String key, Event first, Event last) {
    MessageDigest digest = sha256();
    update(digest, rule);
    update(digest, key);
    update(digest, first);
    update(digest, last);
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), ID_BYTES));
  }

  private void update(MessageDigest digest, Event event) {
    update(digest, values.typeName(event));
    ByteBuffer time = ByteBuffer.allocate(Long.BYTES).putLong(0, event.wallNanos());
    digest.update(time);
    for (Field field : values.fieldsByPath()) {
      Optional<Object> value = values.value(event, field.id());
      if (value.isPresent()) {
        update(digest, field.path());
        update(digest, value.get());
      }
    }
    // Ends the fields: no path is empty.
    update(digest, "");
  }

  /** An array is the number of its elements, and each of them. */
  private static void update(MessageDigest digest, Object value) {
    if (value instanceof List<?> elements) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, elements.size()));
      elements.forEach(element -> update(digest, FieldObjects.text(element)));
    } else {
      update(digest, FieldObjects.text(value));
    }
  }

  /** Each text is preceded by its length, so that different texts never give the same bytes. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java platform has SHA-256", e);
    }
  }
}
