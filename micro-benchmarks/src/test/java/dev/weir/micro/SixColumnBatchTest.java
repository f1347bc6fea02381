package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

class SixColumnBatchTest {
  private static final int ROWS = 500;

  @Test
  void equal_row_counts_give_equal_bytes() {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot one = SixColumnBatch.create(ROWS, allocator);
        VectorSchemaRoot other = SixColumnBatch.create(ROWS, allocator);
        WeirIpc first = new WeirIpc(one, allocator);
        WeirIpc second = new WeirIpc(other, allocator)) {
      assertThat(first.message()).isEqualTo(second.message());
    }
  }

  @Test
  void columns_are_filled_to_the_last_row() {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = SixColumnBatch.create(ROWS, allocator)) {
      assertThat(root.getFieldVectors())
          .hasSize(6)
          .allSatisfy(
              vector -> {
                assertThat(vector.getValueCount()).isEqualTo(ROWS);
                assertThat(vector.getNullCount()).isZero();
              });
      assertThat(root.getVector("id").getObject(ROWS - 1)).isEqualTo(ROWS);
    }
  }
}
