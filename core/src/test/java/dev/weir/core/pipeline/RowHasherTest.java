package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.writer.BaseWriter.ListWriter;
import org.apache.arrow.vector.complex.writer.BigIntWriter;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Different rows have different hashes, and equal ones equal hashes. */
class RowHasherTest {
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void close() {
    allocator.close();
  }

  private static long[] hash(int rows, FieldVector... columns) {
    for (FieldVector column : columns) {
      column.setValueCount(rows);
    }
    try (VectorSchemaRoot root = VectorSchemaRoot.of(columns)) {
      return new RowHasher().hash(root);
    }
  }

  private static void assertDistinct(int rows, FieldVector... columns) {
    assertThat(hash(rows, columns)).hasSize(rows).doesNotHaveDuplicates();
  }

  /** The first two collide in Murmur3 with any seed. */
  @Test
  void hash_numbers_differ() {
    BigIntVector vector = new BigIntVector("n", allocator);
    vector.setSafe(0, 0);
    vector.setSafe(1, 0x3bb100006c82a158L);
    vector.setNull(2);
    vector.setSafe(3, 1);

    assertDistinct(4, vector);
  }

  @Test
  void hash_booleans_differ() {
    BitVector vector = new BitVector("b", allocator);
    vector.setSafe(0, 0);
    vector.setSafe(1, 1);
    vector.setNull(2);

    assertDistinct(3, vector);
  }

  /** A value does not run into the next column. */
  @Test
  void hash_texts_differ() {
    VarCharVector first = new VarCharVector("first", allocator);
    LargeVarCharVector second = new LargeVarCharVector("second", allocator);
    List<String> firsts = Arrays.asList("ab", "a", "", "", null, null);
    List<String> seconds = Arrays.asList("c", "bc", "abc", null, "abc", null);
    for (int row = 0; row < firsts.size(); row++) {
      if (firsts.get(row) != null) {
        first.setSafe(row, new Text(firsts.get(row)));
      }
      if (seconds.get(row) != null) {
        second.setSafe(row, new Text(seconds.get(row)));
      }
    }

    assertDistinct(firsts.size(), first, second);
  }

  /** Writes NULL, [], [NULL], [1], [NULL, 1] and [1, NULL]. */
  private static void write(ListWriter list, Consumer<Integer> position) {
    List<List<Long>> rows =
        Arrays.asList(
            null,
            List.of(),
            Arrays.asList((Long) null),
            List.of(1L),
            Arrays.asList(null, 1L),
            Arrays.asList(1L, null));
    for (int row = 0; row < rows.size(); row++) {
      position.accept(row);
      List<Long> elements = rows.get(row);
      if (elements == null) {
        continue;
      }
      list.startList();
      BigIntWriter writer = list.bigInt();
      for (Long element : elements) {
        if (element == null) {
          writer.writeNull();
        } else {
          writer.writeBigInt(element);
        }
      }
      list.endList();
    }
  }

  @Test
  void hash_lists_differ() {
    ListVector vector = ListVector.empty("list", allocator);
    write(vector.getWriter(), vector.getWriter()::setPosition);

    assertDistinct(6, vector);
  }

  @Test
  void hash_largeLists_differ() {
    LargeListVector vector = LargeListVector.empty("list", allocator);
    write(vector.getWriter(), vector.getWriter()::setPosition);

    assertDistinct(6, vector);
  }

  @Test
  void hash_fixedSizeLists_differ() {
    FixedSizeListVector vector = FixedSizeListVector.empty("list", 2, allocator);
    var writer = vector.getWriter();
    long[][] rows = {{1, 2}, {2, 1}, {1, 1}};
    for (int row = 0; row < rows.length; row++) {
      writer.setPosition(row);
      writer.startList();
      writer.bigInt().writeBigInt(rows[row][0]);
      writer.bigInt().writeBigInt(rows[row][1]);
      writer.endList();
    }

    assertDistinct(4, vector);
  }

  @Test
  void hash_maps_differ() {
    MapVector vector = MapVector.empty("map", allocator, false);
    var writer = vector.getWriter();
    long[][] rows = {{1, 2}, {2, 1}};
    for (int row = 0; row < rows.length; row++) {
      writer.setPosition(row);
      writer.startMap();
      writer.startEntry();
      writer.key().bigInt().writeBigInt(rows[row][0]);
      writer.value().bigInt().writeBigInt(rows[row][1]);
      writer.endEntry();
      writer.endMap();
    }

    assertDistinct(3, vector);
  }

  /** Writes NULL, {NULL, 1}, {1, NULL} and {1, 1}. */
  @Test
  void hash_structs_differ() {
    StructVector vector = StructVector.empty("struct", allocator);
    var writer = vector.getWriter();
    Long[][] rows = {{}, {null, 1L}, {1L, null}, {1L, 1L}};
    for (int row = 0; row < rows.length; row++) {
      writer.setPosition(row);
      if (rows[row].length == 0) {
        continue;
      }
      writer.start();
      if (rows[row][0] != null) {
        writer.bigInt("a").writeBigInt(rows[row][0]);
      }
      if (rows[row][1] != null) {
        writer.bigInt("b").writeBigInt(rows[row][1]);
      }
      writer.end();
    }

    assertDistinct(4, vector);
  }

  /** States of earlier runs hold these hashes. */
  @Test
  void hash_equalRows_isTheSameInAnyBatch() {
    long[] hashes = new long[2];
    for (int row = 0; row < 2; row++) {
      VarCharVector vector = new VarCharVector("text", allocator);
      vector.setSafe(row, new Text("a".repeat(5000)));
      hashes[row] = hash(row + 1, vector)[row];
    }

    assertThat(hashes[0]).isEqualTo(hashes[1]);
  }
}
