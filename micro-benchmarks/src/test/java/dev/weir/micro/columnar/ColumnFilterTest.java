package dev.weir.micro.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.junit.jupiter.api.Test;

class ColumnFilterTest {
  private static final int ROWS = 21;

  @Test
  void select_nullAndNan_areNotSelected() {
    try (BufferAllocator allocator = new RootAllocator();
        Float8Vector column = new Float8Vector("amount", allocator)) {
      column.allocateNew(ROWS);
      for (int row = 0; row < ROWS; row++) {
        column.set(row, row);
      }
      column.setValueCount(ROWS);
      assertThat(select(column)).containsExactly(16, 17, 18, 19, 20);

      column.setNull(17);
      column.set(19, Double.NaN);
      column.set(2, Double.POSITIVE_INFINITY);

      assertThat(select(column)).containsExactly(2, 16, 18, 20);
    }
  }

  @Test
  void sums_columnWithNull_isRefused() {
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector keys = new BigIntVector("user", allocator);
        Float8Vector values = new Float8Vector("amount", allocator)) {
      keys.allocateNew(1);
      keys.set(0, 1);
      keys.setValueCount(1);
      values.allocateNew(1);
      values.setNull(0);
      values.setValueCount(1);

      assertThatThrownBy(() -> GroupSums.of(keys, values))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static int[] select(Float8Vector column) {
    int[] selected = new int[ROWS];
    int count = ColumnFilter.select(column, 15, selected);
    return Arrays.copyOf(selected, count);
  }
}
