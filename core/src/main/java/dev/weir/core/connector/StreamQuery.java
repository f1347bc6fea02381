package dev.weir.core.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A query whose result is a stream.
 *
 * @param text in the source's language, with {@code :name} for a parameter
 * @param parameters the values by name; they are bound, never a part of the text
 */
public record StreamQuery(String text, Map<String, String> parameters) {
  public StreamQuery {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
