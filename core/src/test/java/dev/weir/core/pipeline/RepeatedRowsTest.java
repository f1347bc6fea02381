package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.core.contract.Rows;
import dev.weir.core.contract.Rows.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Closing the allocator fails if a batch is not closed. */
class RepeatedRowsTest {
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void close() {
    allocator.close();
  }

  private static Row row(long id, String name) {
    return new Row(id, name);
  }

  private long[] kept(Row... rows) {
    RepeatedRows repeated = new RepeatedRows(new long[0], allocator);
    keep(repeated, Rows.batch(allocator, List.of(rows)));
    return repeated.next();
  }

  private static void keep(RepeatedRows repeated, Batch batch) {
    try (Batch taken = repeated.take(batch, true, false).orElseThrow()) {
      assertThat(taken).isSameAs(batch);
    }
  }

  private static Optional<Batch> takeNew(RepeatedRows repeated, Batch batch) {
    return repeated.take(batch, false, true);
  }

  private List<Row> taken(RepeatedRows repeated, Row... rows) {
    try (Batch batch = takeNew(repeated, Rows.batch(allocator, List.of(rows))).orElseThrow()) {
      return Rows.of(batch);
    }
  }

  @Test
  void take_knownRows_areDroppedAsOftenAsTheyWereKept() {
    RepeatedRows repeated =
        new RepeatedRows(kept(row(1, "a"), row(1, "a"), row(2, "b")), allocator);

    assertThat(taken(repeated, row(3, "c"), row(1, "a"), row(1, "b"), row(2, "a")))
        .containsExactly(row(3, "c"), row(1, "b"), row(2, "a"));
    assertThat(taken(repeated, row(1, "a"), row(1, "a"), row(2, "b"), row(2, "b")))
        .containsExactly(row(1, "a"), row(2, "b"));
  }

  @Test
  void take_knownRowsOnly_returnsNothing() {
    RepeatedRows repeated = new RepeatedRows(kept(row(1, "a")), allocator);

    assertThat(takeNew(repeated, Rows.batch(allocator, List.of(row(1, "a"))))).isEmpty();
  }

  @Test
  void take_noKnownRow_returnsTheBatch() {
    RepeatedRows repeated = new RepeatedRows(kept(row(1, "a")), allocator);
    Batch batch = Rows.batch(allocator, List.of(row(1, "b"), row(2, "a")));

    try (Batch taken = takeNew(repeated, batch).orElseThrow()) {
      assertThat(taken).isSameAs(batch);
    }
  }

  @Test
  void take_severalBatches_keepsAllRows() {
    RepeatedRows repeated = new RepeatedRows(new long[0], allocator);
    for (long id = 1; id <= 3; id++) {
      keep(repeated, Rows.batch(allocator, Rows.range(id, id)));
    }

    assertThat(repeated.next())
        .containsExactly(kept(Rows.range(1, 3).toArray(new Row[0])))
        .doesNotHaveDuplicates();
  }

  /** Rows that are read again and were before, as in a run without new rows. */
  @Test
  void take_knownRowsThatAreReadAgain_keepsThem() {
    long[] first = kept(row(1, "a"), row(2, "b"));
    RepeatedRows repeated = new RepeatedRows(first, allocator);
    Batch batch = Rows.batch(allocator, List.of(row(1, "a"), row(3, "c"), row(2, "b")));

    try (Batch taken = repeated.take(batch, true, true).orElseThrow()) {
      assertThat(Rows.of(taken)).containsExactly(row(3, "c"));
    }

    assertThat(repeated.next()).hasSize(3).contains(first);
  }

  /** Neither of an earlier run nor of the next one, as most rows. */
  @Test
  void take_otherRows_returnsTheBatch() {
    RepeatedRows repeated = new RepeatedRows(kept(row(1, "a")), allocator);
    Batch batch = Rows.batch(allocator, List.of(row(1, "a")));

    try (Batch taken = repeated.take(batch, false, false).orElseThrow()) {
      assertThat(taken).isSameAs(batch);
    }
    assertThat(repeated.next()).isEmpty();
  }

  /** The metadata tell the type of a column that the destination creates. */
  @Test
  void take_someRowsKnown_keepsTheMetadataOfFields() {
    Map<String, String> metadata = Map.of(ExtensionType.EXTENSION_METADATA_KEY_NAME, "arrow.uuid");
    Field field =
        new Field(
            "id",
            new FieldType(false, new ArrowType.FixedSizeBinary(16), null, metadata),
            List.of());
    RepeatedRows first = new RepeatedRows(new long[0], allocator);
    keep(first, binary(field, 1));
    RepeatedRows repeated = new RepeatedRows(first.next(), allocator);

    try (Batch taken = takeNew(repeated, binary(field, 2)).orElseThrow()) {
      assertThat(taken.rows()).isEqualTo(1);
      assertThat(taken.root().getVector("id").getField()).isEqualTo(field);
      assertThat(((FixedSizeBinaryVector) taken.root().getVector("id")).get(0)).contains(1);
    }
  }

  /** Returns rows whose bytes are their number. */
  private Batch binary(Field field, int rows) {
    FixedSizeBinaryVector vector = (FixedSizeBinaryVector) field.createVector(allocator);
    for (int row = 0; row < rows; row++) {
      byte[] value = new byte[vector.getByteWidth()];
      Arrays.fill(value, (byte) row);
      vector.setSafe(row, value);
    }
    vector.setValueCount(rows);
    return new Batch(VectorSchemaRoot.of(vector), 16L * rows);
  }

  /** NULLs and lists are values as any others. */
  @Test
  void take_nullsAndLists_areCompared() {
    RepeatedRows first = new RepeatedRows(new long[0], allocator);
    keep(first, lists(0, 2));
    RepeatedRows repeated = new RepeatedRows(first.next(), allocator);

    try (Batch taken = takeNew(repeated, lists(0, 5)).orElseThrow()) {
      List<Object> values = new ArrayList<>();
      for (int row = 0; row < taken.rows(); row++) {
        values.add(taken.root().getVector("list").getObject(row));
      }
      assertThat(values).hasToString("[[2,null], [3,null], [4,null]]");
      assertThat(((BigIntVector) taken.root().getVector("id")).isNull(0)).isFalse();
    }
  }

  /**
   * Returns rows with a list of their number and NULL, and an id that is NULL for the first two.
   */
  private Batch lists(int first, int end) {
    BigIntVector ids = new BigIntVector("id", allocator);
    ListVector lists = ListVector.empty("list", allocator);
    UnionListWriter writer = lists.getWriter();
    for (int row = first; row < end; row++) {
      if (row < 2) {
        ids.setNull(row);
      } else {
        ids.setSafe(row, row);
      }
      writer.startList();
      writer.bigInt().writeBigInt(row);
      writer.bigInt().writeNull();
      writer.endList();
    }
    ids.setValueCount(end);
    lists.setValueCount(end);
    return new Batch(VectorSchemaRoot.of(ids, lists), 64L * end);
  }
}
