package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.core.contract.Rows;
import dev.weir.core.contract.Rows.Row;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
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
    try (Batch batch = Rows.batch(allocator, List.of(rows))) {
      repeated.keep(batch);
    }
    return repeated.next();
  }

  private List<Row> taken(RepeatedRows repeated, Row... rows) {
    try (Batch batch = repeated.takeNew(Rows.batch(allocator, List.of(rows))).orElseThrow()) {
      return Rows.of(batch);
    }
  }

  @Test
  void takeNew_knownRows_areDroppedAsOftenAsTheyWereKept() {
    RepeatedRows repeated =
        new RepeatedRows(kept(row(1, "a"), row(1, "a"), row(2, "b")), allocator);

    assertThat(taken(repeated, row(3, "c"), row(1, "a"), row(1, "b"), row(2, "a")))
        .containsExactly(row(3, "c"), row(1, "b"), row(2, "a"));
    assertThat(taken(repeated, row(1, "a"), row(1, "a"), row(2, "b"), row(2, "b")))
        .containsExactly(row(1, "a"), row(2, "b"));
  }

  @Test
  void takeNew_knownRowsOnly_returnsNothing() {
    RepeatedRows repeated = new RepeatedRows(kept(row(1, "a")), allocator);

    assertThat(repeated.takeNew(Rows.batch(allocator, List.of(row(1, "a"))))).isEmpty();
  }

  @Test
  void takeNew_noKnownRow_returnsTheBatch() {
    RepeatedRows repeated = new RepeatedRows(kept(row(1, "a")), allocator);
    Batch batch = Rows.batch(allocator, List.of(row(1, "b"), row(2, "a")));

    try (Batch taken = repeated.takeNew(batch).orElseThrow()) {
      assertThat(taken).isSameAs(batch);
    }
  }

  @Test
  void keep_severalBatches_keepsAllRows() {
    RepeatedRows repeated = new RepeatedRows(new long[0], allocator);
    for (long id = 1; id <= 3; id++) {
      try (Batch batch = Rows.batch(allocator, Rows.range(id, id))) {
        repeated.keep(batch);
      }
    }

    assertThat(repeated.next())
        .containsExactly(kept(Rows.range(1, 3).toArray(new Row[0])))
        .doesNotHaveDuplicates();
  }

  /** NULLs and lists are values as any others. */
  @Test
  void takeNew_nullsAndLists_areCompared() {
    RepeatedRows first = new RepeatedRows(new long[0], allocator);
    try (Batch batch = lists(0, 2)) {
      first.keep(batch);
    }
    RepeatedRows repeated = new RepeatedRows(first.next(), allocator);

    try (Batch taken = repeated.takeNew(lists(0, 5)).orElseThrow()) {
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
