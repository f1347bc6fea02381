package dev.weir.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to a JSON object. A field that is null counts as absent; one of another type is an
 * {@link IncompleteRecordException} that names it.
 */
public final class Fields {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final ObjectNode json;

  Fields(ObjectNode json) {
    this.json = json;
  }

  /** Reads one JSON object; anything else is an {@link IncompleteRecordException}. */
  public static Fields parse(String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IncompleteRecordException("not a JSON object: " + e.getOriginalMessage(), e);
    }
    if (!(node instanceof ObjectNode object)) {
      throw new IncompleteRecordException("not a JSON object");
    }
    return new Fields(object);
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public ObjectNode json() {
    return json;
  }

  public String text(String field) {
    return required(field, optionalText(field));
  }

  public Optional<String> optionalText(String field) {
    return present(field).map(node -> checked(field, node.isTextual(), "text", node).textValue());
  }

  public boolean flag(String field) {
    JsonNode node = required(field, present(field));
    return checked(field, node.isBoolean(), "true or false", node).booleanValue();
  }

  Optional<Boolean> optionalFlag(String field) {
    return present(field)
        .map(node -> checked(field, node.isBoolean(), "true or false", node).booleanValue());
  }

  /** A whole number from 0 on. */
  public long count(String field) {
    return required(field, optionalCount(field));
  }

  Optional<Long> optionalCount(String field) {
    return present(field)
        .map(
            node -> {
              boolean whole = node.isIntegralNumber() && node.canConvertToLong();
              return checked(field, whole && node.longValue() >= 0, "a whole number", node)
                  .longValue();
            });
  }

  /** A whole number from 0 on that fits an int. */
  public int smallCount(String field) {
    long value = count(field);
    if (value > Integer.MAX_VALUE) {
      throw new IncompleteRecordException("field " + field + " is too large: " + value);
    }
    return (int) value;
  }

  /** Any whole number. */
  public long signed(String field) {
    JsonNode node = required(field, present(field));
    boolean whole = node.isIntegralNumber() && node.canConvertToLong();
    return checked(field, whole, "a whole number", node).longValue();
  }

  /** A finite number from 0 on. */
  Optional<Double> optionalAmount(String field) {
    return present(field)
        .map(
            node -> {
              boolean amount = node.isNumber() && Double.isFinite(node.doubleValue());
              return checked(field, amount && node.doubleValue() >= 0, "a number from 0 on", node)
                  .doubleValue();
            });
  }

  /** A finite number from 0 on. */
  double amount(String field) {
    return required(field, optionalAmount(field));
  }

  public Fields object(String field) {
    return required(field, optionalObject(field));
  }

  Optional<Fields> optionalObject(String field) {
    return present(field)
        .map(node -> new Fields((ObjectNode) checked(field, node.isObject(), "an object", node)));
  }

  /** The names and texts of an object whose values are all texts, in its order. */
  public Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(field)
        .json
        .properties()
        .forEach(
            entry ->
                texts.put(
                    entry.getKey(),
                    checked(
                            field + "." + entry.getKey(),
                            entry.getValue().isTextual(),
                            "text",
                            entry.getValue())
                        .textValue()));
    return texts;
  }

  /** The objects of a list; none where it is absent. */
  List<Fields> objects(String field) {
    List<Fields> objects = new ArrayList<>();
    if (present(field).isPresent()) {
      array(field)
          .forEach(
              item ->
                  objects.add(
                      new Fields(
                          (ObjectNode)
                              checked(field, item.isObject(), "a list of objects", item))));
    }
    return List.copyOf(objects);
  }

  /** A list of texts. */
  public List<String> textList(String field) {
    List<String> texts = new ArrayList<>();
    array(field)
        .forEach(
            item ->
                texts.add(checked(field, item.isTextual(), "a list of texts", item).textValue()));
    return List.copyOf(texts);
  }

  /** A list of finite numbers. */
  public List<Double> numberList(String field) {
    List<Double> numbers = new ArrayList<>();
    array(field)
        .forEach(
            item ->
                numbers.add(
                    checked(
                            field,
                            item.isNumber() && Double.isFinite(item.doubleValue()),
                            "a list of numbers",
                            item)
                        .doubleValue()));
    return List.copyOf(numbers);
  }

  private JsonNode array(String field) {
    JsonNode node = required(field, present(field));
    return checked(field, node.isArray(), "a list", node);
  }

  private Optional<JsonNode> present(String field) {
    @Nullable JsonNode node = json.get(field);
    return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  private static <T> T required(String field, Optional<T> value) {
    return value.orElseThrow(() -> new IncompleteRecordException("field " + field + " is missing"));
  }

  private static JsonNode checked(String field, boolean holds, String wanted, JsonNode node) {
    if (!holds) {
      throw new IncompleteRecordException(
          "field " + field + " must be " + wanted + ", not " + node);
    }
    return node;
  }
}
