package dev.weir.micro.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

class SixColumnBatchTest {
  private static final int ROWS = 500;

  @Test
  void create_equalRowCounts_returnsEqualBytes() {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot one = SixColumnBatch.create(ROWS, allocator);
        VectorSchemaRoot other = SixColumnBatch.create(ROWS, allocator);
        WeirIpc first = new WeirIpc(one, allocator);
        WeirIpc second = new WeirIpc(other, allocator)) {
      assertThat(first.message()).isEqualTo(second.message());
    }
  }

  @Test
  void create_columns_areFilled() {
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
