package dev.weir.micro.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads and writes rows as trees, by Jackson's data binding. */
final class JsonTrees {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

  private JsonTrees() {}

  /** Reads one object a line. */
  static void read(byte[] document, Consumer<JsonNode> consumer) throws IOException {
    try (MappingIterator<JsonNode> trees = READER.readValues(document)) {
      while (trees.hasNextValue()) {
        consumer.accept(trees.nextValue());
      }
    }
  }

  /** Writes one object a line. */
  static void write(List<JsonNode> trees, OutputStream out) throws IOException {
    try (JsonGenerator generator = JsonStream.lines(out)) {
      for (JsonNode tree : trees) {
        MAPPER.writeTree(generator, tree);
      }
    }
  }

  /** Returns a row with the values of its tree. */
  static JsonRow row(JsonNode tree) {
    List<JsonRow.Item> items = new ArrayList<>();
    for (JsonNode item : tree.path("items")) {
      items.add(
          new JsonRow.Item(
              item.path("sku").textValue(),
              item.path("quantity").intValue(),
              item.path("price").doubleValue(),
              item.path("gift").booleanValue()));
    }
    return new JsonRow(
        tree.path("id").longValue(),
        tree.path("name").textValue(),
        tree.path("amount").doubleValue(),
        tree.path("active").booleanValue(),
        tree.path("createdAt").textValue(),
        items);
  }
}
