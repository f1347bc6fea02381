package dev.weir.core.contract;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The rows that contract tests move: {@code id bigint NOT NULL, name text NOT NULL}. */
public final class Rows {
  public static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("id", FieldType.notNullable(new ArrowType.Int(64, true)), List.of()),
              new Field("name", FieldType.notNullable(new ArrowType.Utf8()), List.of())));

  private Rows() {}

  /** A row. */
  public record Row(long id, String name) {}

  /** Returns rows with distinct ids and names, both ends included. */
  public static List<Row> range(long firstId, long lastId) {
    return LongStream.rangeClosed(firstId, lastId)
        .mapToObj(id -> new Row(id, "row " + id))
        .toList();
  }

  /** Copies rows into a new batch. */
  public static Batch batch(BufferAllocator allocator, List<Row> rows) {
    VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
    BigIntVector ids = (BigIntVector) root.getVector("id");
    VarCharVector names = (VarCharVector) root.getVector("name");
    long bytes = 0;
    for (int i = 0; i < rows.size(); i++) {
      byte[] name = rows.get(i).name().getBytes(StandardCharsets.UTF_8);
      ids.setSafe(i, rows.get(i).id());
      names.setSafe(i, name);
      bytes += Long.BYTES + Integer.BYTES + name.length;
    }
    root.setRowCount(rows.size());
    return new Batch(root, bytes);
  }

  /** Returns a result with one row. */
  public static ReadResult result(BufferAllocator allocator, Row row) {
    return new ReadResult.Rows(batch(allocator, List.of(row)));
  }

  /** Returns the cursor of the row with the greatest id; empty if there are no rows. */
  public static Optional<Cursor> cursor(List<Row> rows) {
    return rows.stream()
        .map(Row::id)
        .max(Long::compare)
        .map(id -> new Cursor("id", "bigint", Long.toString(id)));
  }

  /** Copies the rows of a batch. */
  public static List<Row> of(Batch batch) {
    BigIntVector ids = (BigIntVector) batch.root().getVector("id");
    VarCharVector names = (VarCharVector) batch.root().getVector("name");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < batch.rows(); i++) {
      rows.add(new Row(ids.get(i), new String(names.get(i), StandardCharsets.UTF_8)));
    }
    return rows;
  }
}
