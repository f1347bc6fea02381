package dev.weir.micro.ipc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
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

/**
 * Rows of an event table in the six columns that the codec is measured on. Equal row counts give
 * equal bytes: the values come from a fixed seed. They hold no nulls.
 */
public final class SixColumnBatch {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("id", FieldType.notNullable(new ArrowType.Int(32, true)), null),
              Field.nullable("event_type", ArrowType.Utf8.INSTANCE),
              Field.nullable("user_id", new ArrowType.Int(64, true)),
              Field.nullable("amount", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
              Field.nullable("is_active", ArrowType.Bool.INSTANCE),
              Field.nullable("created_at", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null))));

  private static final long SEED = 20_260_101;
  private static final String[] EVENT_TYPES = {"click", "purchase", "view", "signup", "logout"};
  private static final long USERS = 50_000;
  private static final long AMOUNT_CENTS_MAX = 100_000;
  private static final long FIRST_EVENT_MICROS = 1_700_000_000_000_000L;
  private static final long EVENT_GAP_MICROS_MAX = 2_000_000;

  private SixColumnBatch() {}

  /** A new batch of this many rows, owned by the caller. */
  public static VectorSchemaRoot create(int rows, BufferAllocator allocator) {
    SplittableRandom random = new SplittableRandom(SEED);
    VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
    for (FieldVector vector : root.getFieldVectors()) {
      vector.setInitialCapacity(rows);
      vector.allocateNew();
    }
    IntVector id = (IntVector) root.getVector("id");
    VarCharVector eventType = (VarCharVector) root.getVector("event_type");
    BigIntVector userId = (BigIntVector) root.getVector("user_id");
    Float8Vector amount = (Float8Vector) root.getVector("amount");
    BitVector isActive = (BitVector) root.getVector("is_active");
    TimeStampMicroVector createdAt = (TimeStampMicroVector) root.getVector("created_at");

    long eventMicros = FIRST_EVENT_MICROS;
    for (int row = 0; row < rows; row++) {
      eventMicros += random.nextLong(EVENT_GAP_MICROS_MAX);
      String type = EVENT_TYPES[random.nextInt(EVENT_TYPES.length)];
      id.set(row, row + 1);
      eventType.setSafe(row, type.getBytes(StandardCharsets.US_ASCII));
      userId.set(row, 1 + random.nextLong(USERS));
      amount.set(row, random.nextLong(AMOUNT_CENTS_MAX) / 100.0);
      isActive.set(row, random.nextInt(2));
      createdAt.set(row, eventMicros);
    }
    root.setRowCount(rows);
    return root;
  }
}
