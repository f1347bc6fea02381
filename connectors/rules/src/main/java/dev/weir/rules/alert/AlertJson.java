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
import java.util.Map;
import java.util.Optional;

/** Alerts as JSON, with the names of {@link AlertColumns}. */
public final class AlertJson {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final FieldObjects values;

  public AlertJson(EventSchema schema) {
    this.values = new FieldObjects(schema);
  }

  /** Writes a part of a text. */
  @FunctionalInterface
  private interface Writing {
    void write(JsonGenerator out) throws IOException;
  }

  private static String text(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      writing.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written", e);
    }
    return text.toString();
  }

  /** Returns the alert as one line. */
  public String line(Alert alert) {
    return text(
        out -> {
          out.writeStartObject();
          out.writeStringField("id", alert.id());
          out.writeStringField("rule", alert.rule().id());
          out.writeStringField("name", alert.rule().name());
          out.writeStringField("severity", AlertColumns.severity(alert.rule()));
          out.writeStringField("key", alert.key());
          out.writeStringField("first_time", time(alert.firstNanos()));
          out.writeStringField("last_time", time(alert.lastNanos()));
          out.writeFieldName("tags");
          write(out, alert.rule().tags());
          out.writeFieldName("captures");
          writeCaptures(out, alert);
          out.writeFieldName("evidence");
          writeEvidence(out, alert);
          out.writeEndObject();
        });
  }

  /** Returns the captured values by alias, as an object. */
  String captures(Alert alert) {
    return text(out -> writeCaptures(out, alert));
  }

  /** Returns the matched events with their fields, as an array. */
  String evidence(Alert alert) {
    return text(out -> writeEvidence(out, alert));
  }

  private static void writeCaptures(JsonGenerator out, Alert alert) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, Object> capture : alert.captures().entrySet()) {
      out.writeFieldName(capture.getKey());
      write(out, capture.getValue());
    }
    out.writeEndObject();
  }

  private void writeEvidence(JsonGenerator out, Alert alert) throws IOException {
    out.writeStartArray();
    for (Event event : alert.events()) {
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
