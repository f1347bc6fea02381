package dev.weir.rules.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.rules.event.Event;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Alerts as JSON, one object each. */
public final class AlertJson {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final FieldObjects values;

  public AlertJson(EventSchema schema) {
    this.values = new FieldObjects(schema);
  }

  /** Returns the alert as one line, with its events and their fields. */
  public String line(Alert alert) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("id", alert.id());
      out.writeStringField("first_time", time(alert.firstNanos()));
      out.writeStringField("last_time", time(alert.lastNanos()));
      out.writeStringField("rule", alert.rule().id());
      out.writeStringField("name", alert.rule().name());
      out.writeStringField("severity", alert.rule().severity().name().toLowerCase(Locale.ROOT));
      out.writeStringField("key", alert.key());
      out.writeArrayFieldStart("tags");
      for (String tag : alert.rule().tags()) {
        out.writeString(tag);
      }
      out.writeEndArray();
      out.writeObjectFieldStart("captures");
      for (Map.Entry<String, Object> capture : alert.captures().entrySet()) {
        out.writeFieldName(capture.getKey());
        write(out, capture.getValue());
      }
      out.writeEndObject();
      writeEvents(out, alert.events());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written", e);
    }
    return text.toString();
  }

  private void writeEvents(JsonGenerator out, List<Event> events) throws IOException {
    out.writeArrayFieldStart("events");
    for (Event event : events) {
      out.writeStartObject();
      out.writeStringField("@time", time(event.wallNanos()));
      out.writeStringField("@type", values.typeName(event));
      for (Field field : values.fields()) {
        Optional<Object> value = values.value(event, field.id());
        if (value.isPresent()) {
          out.writeFieldName(field.path());
          write(out, value.get());
        }
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        out.writePOJO(element);
      }
      out.writeEndArray();
    } else {
      out.writePOJO(value);
    }
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND))
        .toString();
  }
}
