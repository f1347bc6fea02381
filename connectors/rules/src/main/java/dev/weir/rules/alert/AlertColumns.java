package dev.weir.rules.alert;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.ColumnMetadata;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.schema.EventSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Alerts as Arrow columns, one row each. Times are in microseconds; a time with a fraction of one
 * is rounded down. The columns {@code captures} and {@code evidence} are JSON, in PostgreSQL of the
 * type jsonb.
 */
public final class AlertColumns {
  /** Identifies a row: an alert that is found again has the id that it had. */
  public static final List<String> KEY = List.of("id");

  private static final String UTC = "UTC";
  private static final long NANOS_PER_MICROSECOND = 1_000;

  /** Canonical extension type of Arrow, and the type of a column that is created for it. */
  private static final Map<String, String> JSON =
      Map.of(
          ColumnMetadata.EXTENSION,
          ColumnMetadata.JSON,
          ColumnMetadata.EXTENSION_METADATA,
          "",
          ColumnMetadata.POSTGRES_TYPE,
          "jsonb");

  private static final Field ID = text("id", Map.of());
  private static final Field RULE = text("rule", Map.of());
  private static final Field NAME = text("name", Map.of());
  private static final Field SEVERITY = text("severity", Map.of());
  private static final Field EVENT_KEY = text("key", Map.of());
  private static final Field FIRST_TIME = time("first_time");
  private static final Field LAST_TIME = time("last_time");
  private static final Field TAGS =
      new Field(
          "tags", FieldType.notNullable(ArrowType.List.INSTANCE), List.of(text("item", Map.of())));
  private static final Field CAPTURES = text("captures", JSON);
  private static final Field EVIDENCE = text("evidence", JSON);

  public static final Schema SCHEMA =
      new Schema(
          List.of(
              ID,
              RULE,
              NAME,
              SEVERITY,
              EVENT_KEY,
              FIRST_TIME,
              LAST_TIME,
              TAGS,
              CAPTURES,
              EVIDENCE));

  private final BufferAllocator allocator;
  private final AlertJson json;

  /**
   * Creates a writer.
   *
   * @param schema of the alerts' events
   * @param allocator of the batches, which their receiver closes
   */
  public AlertColumns(EventSchema schema, BufferAllocator allocator) {
    this.allocator = allocator;
    this.json = new AlertJson(schema);
  }

  private static Field text(String name, Map<String, String> metadata) {
    return new Field(name, new FieldType(false, ArrowType.Utf8.INSTANCE, null, metadata), null);
  }

  private static Field time(String name) {
    return new Field(
        name, FieldType.notNullable(new ArrowType.Timestamp(TimeUnit.MICROSECOND, UTC)), null);
  }

  /** Returns a batch of alerts, which the caller owns. */
  public Batch write(List<Alert> alerts) {
    List<FieldVector> vectors = new ArrayList<>();
    Columns columns = new Columns(alerts, vectors);
    boolean isWritten = false;
    try {
      columns.texts(ID, Alert::id);
      columns.texts(RULE, alert -> alert.rule().id());
      columns.texts(NAME, alert -> alert.rule().name());
      columns.texts(SEVERITY, alert -> severity(alert.rule()));
      columns.texts(EVENT_KEY, Alert::key);
      columns.times(FIRST_TIME, Alert::firstNanos);
      columns.times(LAST_TIME, Alert::lastNanos);
      columns.lists(TAGS, alert -> alert.rule().tags());
      columns.texts(CAPTURES, json::captures);
      columns.texts(EVIDENCE, json::evidence);
      isWritten = true;
    } finally {
      if (!isWritten) {
        vectors.forEach(FieldVector::close);
      }
    }
    return new Batch(new VectorSchemaRoot(SCHEMA, vectors, alerts.size()), columns.bytes);
  }

  static String severity(Rule rule) {
    return rule.severity().name().toLowerCase(Locale.ROOT);
  }

  /** Writes one column after another. */
  private final class Columns {
    private final List<Alert> alerts;
    private final List<FieldVector> vectors;

    /** The used bytes of all buffers. */
    private long bytes;

    Columns(List<Alert> alerts, List<FieldVector> vectors) {
      this.alerts = alerts;
      this.vectors = vectors;
    }

    private <V extends FieldVector> V add(Class<V> type, Field field) {
      V vector = type.cast(field.createVector(allocator));
      vectors.add(vector);
      vector.setInitialCapacity(alerts.size());
      vector.allocateNew();
      return vector;
    }

    private void end(FieldVector vector) {
      vector.setValueCount(alerts.size());
      bytes += vector.getBufferSize();
    }

    void texts(Field field, Function<Alert, String> value) {
      VarCharVector vector = add(VarCharVector.class, field);
      for (int i = 0; i < alerts.size(); i++) {
        vector.setSafe(i, value.apply(alerts.get(i)).getBytes(StandardCharsets.UTF_8));
      }
      end(vector);
    }

    void times(Field field, ToLongFunction<Alert> nanos) {
      TimeStampMicroTZVector vector = add(TimeStampMicroTZVector.class, field);
      for (int i = 0; i < alerts.size(); i++) {
        vector.setSafe(i, Math.floorDiv(nanos.applyAsLong(alerts.get(i)), NANOS_PER_MICROSECOND));
      }
      end(vector);
    }

    void lists(Field field, Function<Alert, List<String>> value) {
      ListVector vector = add(ListVector.class, field);
      VarCharVector elements = (VarCharVector) vector.getDataVector();
      for (int i = 0; i < alerts.size(); i++) {
        List<String> texts = value.apply(alerts.get(i));
        int start = vector.startNewValue(i);
        for (int j = 0; j < texts.size(); j++) {
          elements.setSafe(start + j, texts.get(j).getBytes(StandardCharsets.UTF_8));
        }
        vector.endValue(i, texts.size());
      }
      end(vector);
    }
  }
}
