package dev.weir.rules.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event before its fields have types.
 *
 * @param fields by dotted path: Long, BigInteger, Double, Boolean, String or List of those
 */
public record RawEvent(Map<String, Object> fields) {
  public RawEvent {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
