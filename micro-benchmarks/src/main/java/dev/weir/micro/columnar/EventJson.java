package dev.weir.micro.columnar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Events as JSON, one object a line, from and to objects, by Jackson's streaming interface. */
final class EventJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<EventRow> rows;

  EventJson(List<EventRow> rows) {
    this.rows = rows;
  }

  /** Writes all rows; returns their bytes, which the next call replaces. */
  ByteArrayOutputStream write() throws IOException {
    out.reset();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      for (EventRow row : rows) {
        generator.writeStartObject();
        generator.writeNumberField("id", row.id());
        generator.writeStringField("event_type", row.type());
        generator.writeNumberField("user_id", row.userId());
        generator.writeNumberField("amount", row.amount());
        generator.writeBooleanField("is_active", row.active());
        generator.writeNumberField("created_at", row.createdAtMicros());
        generator.writeEndObject();
      }
    }
    return out;
  }

  /** Reads all rows. */
  void read(byte[] bytes, Consumer<EventRow> consumer) throws IOException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      while (parser.nextToken() != null) {
        consumer.accept(row(parser));
      }
    }
  }

  /** Returns the sum of the amounts of all rows. */
  double sum(byte[] bytes) throws IOException {
    double sum = 0;
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      while (parser.nextToken() != null) {
        sum += row(parser).amount();
      }
    }
    return sum;
  }

  private static EventRow row(JsonParser parser) throws IOException {
    int id = 0;
    String type = "";
    long userId = 0;
    double amount = 0;
    boolean active = false;
    long createdAt = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "id" -> id = parser.getIntValue();
        case "event_type" -> type = parser.getText();
        case "user_id" -> userId = parser.getLongValue();
        case "amount" -> amount = parser.getDoubleValue();
        case "is_active" -> active = parser.getBooleanValue();
        case "created_at" -> createdAt = parser.getLongValue();
        default -> throw new IllegalStateException("The key " + key + " is none of an event");
      }
    }
    return new EventRow(id, type, userId, amount, active, createdAt);
  }
}
