package dev.weir.core.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Batches with fixed-width, bit, variable-width and nested columns, with and without nulls. */
public final class SampleBatches {
  public static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("id", FieldType.notNullable(new ArrowType.Int(64, true)), null),
              new Field("flag", FieldType.nullable(ArrowType.Bool.INSTANCE), null),
              new Field("text", FieldType.nullable(ArrowType.Utf8.INSTANCE), null),
              new Field(
                  "list",
                  FieldType.nullable(ArrowType.List.INSTANCE),
                  List.of(
                      new Field("item", FieldType.nullable(new ArrowType.Int(64, true)), null)))));

  private SampleBatches() {}

  /** Returns a batch owned by the caller. */
  public static VectorSchemaRoot of(int rows, BufferAllocator allocator) {
    VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
    root.allocateNew();
    BigIntVector ids = (BigIntVector) root.getVector("id");
    BitVector flags = (BitVector) root.getVector("flag");
    VarCharVector texts = (VarCharVector) root.getVector("text");
    UnionListWriter lists = ((ListVector) root.getVector("list")).getWriter();
    for (int row = 0; row < rows; row++) {
      ids.setSafe(row, row * 31L);
      if (row % 3 != 0) {
        flags.setSafe(row, row % 2);
      }
      if (row % 5 != 0) {
        texts.setSafe(row, ("ä-" + "x".repeat(row % 40)).getBytes(StandardCharsets.UTF_8));
      }
      lists.setPosition(row);
      if (row % 7 != 0) {
        lists.startList();
        for (int item = 0; item < row % 4; item++) {
          lists.writeBigInt(item);
        }
        lists.endList();
      }
    }
    root.setRowCount(rows);
    return root;
  }
}
