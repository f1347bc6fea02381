package dev.weir.comparison;

import dev.weir.integration.fixture.ShopEvent;
import dev.weir.integration.fixture.ShopEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Events of the narrow fixture in Arrow batches of the size of the product's, without a server. */
final class EventColumns implements AutoCloseable {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              notNull("id", new ArrowType.Int(Integer.SIZE, true)),
              notNull("event_type", ArrowType.Utf8.INSTANCE),
              notNull("user_id", new ArrowType.Int(Long.SIZE, true)),
              notNull("amount", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
              notNull("is_active", ArrowType.Bool.INSTANCE),
              Field.nullable("payload", ArrowType.Utf8.INSTANCE),
              notNull("created_at", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null))));

  /** About 256 KiB, the default of {@code max_batch_bytes}. */
  private static final int BATCH_ROWS = 2_300;

  private final BufferAllocator allocator = new RootAllocator();
  private final List<VectorSchemaRoot> batches = new ArrayList<>();

  EventColumns(ShopEvents table) {
    List<ShopEvent> events = table.events();
    for (int from = 0; from < events.size(); from += BATCH_ROWS) {
      batches.add(batch(events.subList(from, Math.min(events.size(), from + BATCH_ROWS))));
    }
  }

  private static Field notNull(String name, ArrowType type) {
    return new Field(name, FieldType.notNullable(type), null);
  }

  private VectorSchemaRoot batch(List<ShopEvent> events) {
    VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
    for (int i = 0; i < events.size(); i++) {
      ShopEvent event = events.get(i);
      ((IntVector) root.getVector(0)).setSafe(i, event.id());
      ((VarCharVector) root.getVector(1)).setSafe(i, bytes(event.eventType()));
      ((BigIntVector) root.getVector(2)).setSafe(i, event.userId());
      ((Float8Vector) root.getVector(3)).setSafe(i, event.amount());
      ((BitVector) root.getVector(4)).setSafe(i, event.isActive() ? 1 : 0);
      VarCharVector payload = (VarCharVector) root.getVector(5);
      int row = i;
      event.payload().ifPresent(text -> payload.setSafe(row, bytes(text)));
      ((TimeStampMicroVector) root.getVector(6)).setSafe(i, event.createdMicros());
    }
    root.setRowCount(events.size());
    return root;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  List<VectorSchemaRoot> batches() {
    return batches;
  }

  @Override
  public void close() {
    batches.forEach(VectorSchemaRoot::close);
    allocator.close();
  }
}
