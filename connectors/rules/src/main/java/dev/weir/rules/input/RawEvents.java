package dev.weir.rules.input;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flattens nested mappings, whose keys become dotted paths. */
public final class RawEvents {
  /** Bounds the recursion. */
  private static final int DEPTH_MAX = 32;

  private static final BigInteger U64_MAX =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private RawEvents() {}

  /**
   * Returns the event of a mapping. Nulls are left out, also those in lists.
   *
   * @param values of text, Boolean, Number, List and Map
   */
  public static RawEvent of(Map<?, ?> values) throws InputException {
    Map<String, Object> fields = new LinkedHashMap<>();
    flatten("", values, fields, 1);
    return new RawEvent(fields);
  }

  private static void flatten(
      String prefix, Map<?, ?> values, Map<String, Object> fields, int depth)
      throws InputException {
    if (depth > DEPTH_MAX) {
      throw new InputException("An event is nested over " + DEPTH_MAX + " levels deep; flatten it");
    }
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      String path = prefix + entry.getKey();
      if (List.of(path.split("\\.", -1)).contains("")) {
        throw new InputException("The field \"" + path + "\" has an empty part; rename it");
      }
      if (entry.getValue() instanceof Map<?, ?> inner) {
        flatten(path + ".", inner, fields, depth + 1);
      } else {
        Object value = value(path, entry.getValue());
        if (value != null && fields.put(path, value) != null) {
          throw new InputException("The field " + path + " is given twice; remove one");
        }
      }
    }
  }

  private static @Nullable Object value(String path, @Nullable Object value) throws InputException {
    if (!(value instanceof List<?> list)) {
      return value == null ? null : scalar(path, value);
    }
    List<Object> elements = new ArrayList<>();
    for (Object element : list) {
      if (element != null) {
        elements.add(scalar(path, element));
      }
    }
    return elements;
  }

  private static Object scalar(String path, Object value) throws InputException {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger number) {
      boolean isUnsigned = number.signum() > 0 && number.compareTo(U64_MAX) <= 0;
      return isUnsigned ? number : (Object) number.doubleValue();
    }
    if (value instanceof Float || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Boolean || value instanceof String) {
      return value;
    }
    throw new InputException(
        "The field " + path + " holds a list of lists or of mappings; a list holds single values");
  }
}
