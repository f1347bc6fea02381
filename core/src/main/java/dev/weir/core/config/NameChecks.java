package dev.weir.core.config;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks names of pipelines, tables and columns.
 *
 * @param bytesMax the maximum length in UTF-8, which depends on the connectors
 */
record NameChecks(OptionalInt bytesMax) {
  /** For names that only the engine uses. */
  static final NameChecks UNLIMITED = new NameChecks(OptionalInt.empty());

  /** Returns checks with the lower of two limits. */
  static NameChecks of(OptionalInt one, OptionalInt other) {
    return new NameChecks(IntStream.concat(one.stream(), other.stream()).min());
  }

  /** Reads a required name; returns an empty text and reports a problem if it is not valid. */
  String required(NodeSettings settings, String key) {
    if (!settings.has(key)) {
      settings.missing(key);
      return "";
    }
    Optional<String> name = settings.optionalText(key);
    name.ifPresent(text -> check(settings, key, text));
    return name.orElse("");
  }

  void check(NodeSettings settings, String key, String name) {
    if (name.isBlank()) {
      settings.reject(key, "found an empty name; allowed: " + allowed());
      return;
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytesMax.isPresent() && bytes > bytesMax.getAsInt()) {
      settings.reject(
          key,
          "found a name of %d bytes, %s; allowed: %s"
              .formatted(bytes, NearMiss.quote(name), allowed()));
    }
  }

  private String allowed() {
    return bytesMax.isPresent() ? "1 to " + bytesMax.getAsInt() + " bytes" : "1 byte or more";
  }

  void checkDistinct(NodeSettings settings, String key, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      check(settings, key, name);
      if (!seen.add(name)) {
        settings.reject(key, NearMiss.quote(name) + " is there twice; allowed: once");
      }
    }
  }
}
