package dev.weir.micro.columnar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** An event table of 50,000 users as objects and as columns, from a fixed seed; without NULL. */
final class Events {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("id", FieldType.notNullable(new ArrowType.Int(32, true)), null),
              Field.nullable("event_type", ArrowType.Utf8.INSTANCE),
              Field.nullable("user_id", new ArrowType.Int(64, true)),
              Field.nullable("amount", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
              Field.nullable("is_active", ArrowType.Bool.INSTANCE),
              Field.nullable("created_at", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null))));

  private static final long SEED = 20_260_105;
  private static final String[] TYPES = {"click", "purchase", "view", "signup", "logout"};
  private static final int USERS = 50_000;
  private static final int CENTS_MAX = 100_000;
  private static final long FIRST_MICROS = 1_700_000_000_000_000L;
  private static final int GAP_MICROS_MAX = 2_000_000;

  private Events() {}

  static List<EventRow> rows(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<EventRow> rows = new ArrayList<>(count);
    long micros = FIRST_MICROS;
    for (int row = 0; row < count; row++) {
      micros += random.nextInt(GAP_MICROS_MAX);
      rows.add(
          new EventRow(
              row + 1,
              TYPES[random.nextInt(TYPES.length)],
              1L + random.nextInt(USERS),
              random.nextInt(CENTS_MAX) / 100.0,
              random.nextBoolean(),
              micros));
    }
    return rows;
  }

  /** Returns the same rows as columns, owned by the caller. */
  static VectorSchemaRoot columns(List<EventRow> rows, BufferAllocator allocator) {
    VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
    for (FieldVector vector : root.getFieldVectors()) {
      vector.setInitialCapacity(rows.size());
      vector.allocateNew();
    }
    Map<String, byte[]> types =
        Stream.of(TYPES)
            .collect(
                Collectors.toMap(
                    Function.identity(), type -> type.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < rows.size(); i++) {
      EventRow row = rows.get(i);
      ((IntVector) root.getVector(0)).set(i, row.id());
      ((VarCharVector) root.getVector(1)).setSafe(i, types.get(row.type()));
      userIds(root).set(i, row.userId());
      amounts(root).set(i, row.amount());
      ((BitVector) root.getVector(4)).set(i, row.active() ? 1 : 0);
      ((TimeStampMicroVector) root.getVector(5)).set(i, row.createdAtMicros());
    }
    root.setRowCount(rows.size());
    return root;
  }

  static BigIntVector userIds(VectorSchemaRoot root) {
    return (BigIntVector) root.getVector(2);
  }

  static Float8Vector amounts(VectorSchemaRoot root) {
    return (Float8Vector) root.getVector(3);
  }

  /** Returns one row of columns as an object. */
  static EventRow row(VectorSchemaRoot root, int row) {
    return new EventRow(
        ((IntVector) root.getVector(0)).get(row),
        new String(((VarCharVector) root.getVector(1)).get(row), StandardCharsets.UTF_8),
        userIds(root).get(row),
        amounts(root).get(row),
        ((BitVector) root.getVector(4)).get(row) == 1,
        ((TimeStampMicroVector) root.getVector(5)).get(row));
  }
}
