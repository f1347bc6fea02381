package dev.weir.rules.eql.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentRowsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 63, 64, 65, 128, 200})
  void word_columnWithNulls_hasTheBitsOfItsRows(int rows) {
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector vector = everyThird(rows, allocator)) {
      assertThat(present(vector, rows)).isEqualTo(thirds(rows));
    }
  }

  @Test
  void word_columnWithoutNulls_hasAllRows() {
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector vector = new BigIntVector("n", allocator)) {
      IntStream.range(0, 70).forEach(row -> vector.setSafe(row, row));
      vector.setValueCount(70);

      assertThat(present(vector, 70)).isEqualTo(IntStream.range(0, 70).boxed().toList());
    }
  }

  /** Files of other writers need not pad their buffers to words. */
  @Test
  void word_bitmapOfNineBytes_isReadToItsEnd() {
    int rows = 70;
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector source = everyThird(rows, allocator);
        ArrowBuf validity = allocator.buffer(16);
        BigIntVector vector = new BigIntVector("n", allocator)) {
      validity.setBytes(0, source.getValidityBuffer(), 0, 9);
      ArrowBuf bitmap = validity.slice(0, 9);
      vector.loadFieldBuffers(
          new ArrowFieldNode(rows, source.getNullCount()), List.of(bitmap, source.getDataBuffer()));

      assertThat(vector.getValidityBuffer().capacity()).isEqualTo(9);
      assertThat(present(vector, rows)).isEqualTo(thirds(rows));
    }
  }

  private static BigIntVector everyThird(int rows, BufferAllocator allocator) {
    BigIntVector vector = new BigIntVector("n", allocator);
    vector.allocateNew(rows);
    thirds(rows).forEach(row -> vector.setSafe(row, row));
    vector.setValueCount(rows);
    return vector;
  }

  private static List<Integer> thirds(int rows) {
    return IntStream.range(0, rows).filter(row -> row % 3 == 1).boxed().toList();
  }

  private static List<Integer> present(BigIntVector vector, int rows) {
    TruthColumn column = new TruthColumn(rows);
    PresentRows present = new PresentRows(vector, column);
    return IntStream.range(0, rows)
        .filter(row -> ((present.word(row / Long.SIZE) >> row) & 1) != 0)
        .boxed()
        .toList();
  }
}
