package dev.weir.rules.event;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Events as an Arrow batch, with one column a field, named by its path. */
public final class EventBatch implements AutoCloseable {
  private final VectorSchemaRoot root;
  private final BatchRow row;

  private EventBatch(VectorSchemaRoot root, BatchRow row) {
    this.root = root;
    this.row = row;
  }

  /** Copies events into columns. */
  public static EventBatch of(
      EventSchema schema, List<? extends EventReader> events, BufferAllocator allocator) {
    List<FieldVector> vectors = new ArrayList<>();
    boolean isWritten = false;
    try {
      for (Field field : schema.fields()) {
        FieldVector vector = column(field).createVector(allocator);
        vectors.add(vector);
        write(vector, field, events);
      }
      VectorSchemaRoot root = new VectorSchemaRoot(vectors);
      root.setRowCount(events.size());
      BatchRow row = new BatchRow(schema, root, new Envelopes(events), Field::path);
      isWritten = true;
      return new EventBatch(root, row);
    } finally {
      if (!isWritten) {
        vectors.forEach(FieldVector::close);
      }
    }
  }

  private static void write(FieldVector vector, Field field, List<? extends EventReader> events) {
    vector.allocateNew();
    for (int i = 0; i < events.size(); i++) {
      EventReader event = events.get(i);
      int position = event.find(field.id());
      if (position != EventReader.MISSING) {
        set(vector, i, event, position, field.type());
      }
    }
    vector.setValueCount(events.size());
  }

  /** Returns the reader of the rows, at the first one; valid until this is closed. */
  public BatchRow row() {
    return row;
  }

  /** Returns the columns, by field id; valid until this is closed. */
  public List<FieldVector> columns() {
    return root.getFieldVectors();
  }

  @Override
  public void close() {
    root.close();
  }

  private static org.apache.arrow.vector.types.pojo.Field column(Field field) {
    return column(field.path(), field.type());
  }

  private static org.apache.arrow.vector.types.pojo.Field column(String name, FieldType type) {
    List<org.apache.arrow.vector.types.pojo.Field> children =
        type.isArray() ? List.of(column("item", type.element())) : List.of();
    ArrowType arrow = type.isArray() ? new ArrowType.List() : arrow(type);
    return new org.apache.arrow.vector.types.pojo.Field(
        name, org.apache.arrow.vector.types.pojo.FieldType.nullable(arrow), children);
  }

  private static ArrowType arrow(FieldType scalar) {
    return switch (scalar) {
      case I64 -> new ArrowType.Int(Long.SIZE, true);
      case U64 -> new ArrowType.Int(Long.SIZE, false);
      case F64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case BOOL -> new ArrowType.Bool();
      case STRING -> new ArrowType.Utf8();
      default -> new ArrowType.Binary();
    };
  }

  private static void set(
      FieldVector vector, int index, EventReader event, int position, FieldType type) {
    switch (type) {
      case I64, U64 -> set(vector, index, type, event.longAt(position));
      case F64 -> set(vector, index, type, event.doubleAt(position));
      case BOOL -> set(vector, index, type, event.booleanAt(position));
      case STRING -> set(vector, index, type, event.textAt(position));
      case BYTES -> set(vector, index, type, event.bytesAt(position));
      default -> {
        ListVector lists = (ListVector) vector;
        List<Object> elements = event.arrayAt(position);
        int start = lists.startNewValue(index);
        for (int i = 0; i < elements.size(); i++) {
          set(lists.getDataVector(), start + i, type.element(), elements.get(i));
        }
        lists.endValue(index, elements.size());
      }
    }
  }

  private static void set(FieldVector vector, int index, FieldType scalar, Object value) {
    switch (scalar) {
      case I64 -> ((BigIntVector) vector).setSafe(index, (Long) value);
      case U64 -> ((UInt8Vector) vector).setSafe(index, (Long) value);
      case F64 -> ((Float8Vector) vector).setSafe(index, (Double) value);
      case BOOL -> ((BitVector) vector).setSafe(index, (Boolean) value ? 1 : 0);
      case STRING ->
          ((VarCharVector) vector)
              .setSafe(index, ((String) value).getBytes(StandardCharsets.UTF_8));
      default -> ((VarBinaryVector) vector).setSafe(index, (byte[]) value);
    }
  }

  /** Reads types, times and keys from the events. */
  private record Envelopes(List<? extends EventReader> events) implements BatchRow.Envelope {
    @Override
    public boolean isEvent(int row) {
      return true;
    }

    @Override
    public int type(int row) {
      return events.get(row).type();
    }

    @Override
    public long monotonicNanos(int row) {
      return events.get(row).monotonicNanos();
    }

    @Override
    public long wallNanos(int row) {
      return events.get(row).wallNanos();
    }

    @Override
    public long entityHigh(int row) {
      return events.get(row).entityHigh();
    }

    @Override
    public long entityLow(int row) {
      return events.get(row).entityLow();
    }
  }
}
