package dev.weir.core.config;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks names of tables and columns. The bound is Postgres's, which would cut a longer name short
 * without a word, and then two names may be one.
 */
final class NameChecks {
  static final int BYTES_MAX = 63;

  private NameChecks() {}

  /** A name that must be there; empty where it is missing or bad, which is then told. */
  static String required(NodeSettings settings, String key) {
    if (!settings.has(key)) {
      settings.missing(key);
      return "";
    }
    Optional<String> name = settings.optionalText(key);
    name.ifPresent(text -> check(settings, key, text));
    return name.orElse("");
  }

  static void check(NodeSettings settings, String key, String name) {
    if (name.isBlank()) {
      settings.reject(key, "found an empty name; allowed: 1 to " + BYTES_MAX + " bytes");
      return;
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > BYTES_MAX) {
      settings.reject(
          key,
          "found a name of %d bytes, %s; allowed: 1 to %d bytes"
              .formatted(bytes, NearMiss.quote(name), BYTES_MAX));
    }
  }

  static void checkDistinct(NodeSettings settings, String key, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      check(settings, key, name);
      if (!seen.add(name)) {
        settings.reject(key, NearMiss.quote(name) + " is there twice; allowed: once");
      }
    }
  }
}
