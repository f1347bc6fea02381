package dev.weir.micro.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads and writes rows token by token, by Jackson's streaming interface. */
final class JsonStream {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonStream() {}

  /** Reads one object a line. */
  static void read(byte[] document, Consumer<JsonRow> consumer) throws IOException {
    try (JsonParser parser = FACTORY.createParser(document)) {
      while (parser.nextToken() != null) {
        consumer.accept(row(parser));
      }
    }
  }

  private static JsonRow row(JsonParser parser) throws IOException {
    long id = 0;
    String name = "";
    double amount = 0;
    boolean active = false;
    String createdAt = "";
    List<JsonRow.Item> items = List.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "id" -> id = parser.getLongValue();
        case "name" -> name = parser.getText();
        case "amount" -> amount = parser.getDoubleValue();
        case "active" -> active = parser.getBooleanValue();
        case "createdAt" -> createdAt = parser.getText();
        case "items" -> items = items(parser);
        default -> throw new IllegalStateException("The key " + key + " is none of a row");
      }
    }
    return new JsonRow(id, name, amount, active, createdAt, items);
  }

  private static List<JsonRow.Item> items(JsonParser parser) throws IOException {
    List<JsonRow.Item> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item(parser));
    }
    return items;
  }

  private static JsonRow.Item item(JsonParser parser) throws IOException {
    String sku = "";
    int quantity = 0;
    double price = 0;
    boolean gift = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "sku" -> sku = parser.getText();
        case "quantity" -> quantity = parser.getIntValue();
        case "price" -> price = parser.getDoubleValue();
        case "gift" -> gift = parser.getBooleanValue();
        default -> throw new IllegalStateException("The key " + key + " is none of an item");
      }
    }
    return new JsonRow.Item(sku, quantity, price, gift);
  }

  /** Returns a generator that writes one object a line. */
  static JsonGenerator lines(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /** Writes one object a line. */
  static void write(List<JsonRow> rows, OutputStream out) throws IOException {
    try (JsonGenerator generator = lines(out)) {
      for (JsonRow row : rows) {
        write(row, generator);
      }
    }
  }

  private static void write(JsonRow row, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    generator.writeNumberField("id", row.id());
    generator.writeStringField("name", row.name());
    generator.writeNumberField("amount", row.amount());
    generator.writeBooleanField("active", row.active());
    generator.writeStringField("createdAt", row.createdAt());
    generator.writeArrayFieldStart("items");
    for (JsonRow.Item item : row.items()) {
      generator.writeStartObject();
      generator.writeStringField("sku", item.sku());
      generator.writeNumberField("quantity", item.quantity());
      generator.writeNumberField("price", item.price());
      generator.writeBooleanField("gift", item.gift());
      generator.writeEndObject();
    }
    generator.writeEndArray();
    generator.writeEndObject();
  }
}
