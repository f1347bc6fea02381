package dev.weir.micro.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTableTest {
  private final EventTable table = new EventTable(10_000);

  /** Closing reports what the operations leaked. */
  @AfterEach
  void close() {
    table.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 100, 10_000, 200_000})
  void check_allOperations_passes(int rows) {
    try (EventTable each = new EventTable(rows)) {
      assertThatCode(each::check).doesNotThrowAnyException();
    }
  }

  @Test
  void filterColumns_bound_isPassedByHalfOfTheRows() {
    assertThat(table.filterColumns()).isBetween(4_500, 5_500);
  }

  @Test
  void checkSelection_otherRow_isReported() {
    int[] found = table.filterRows().stream().mapToInt(row -> row.id() - 1).toArray();
    found[9]++;

    assertThatThrownBy(() -> table.checkSelection(found, table.filterRows()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("row 9");
    assertThatThrownBy(
            () -> table.checkSelection(Arrays.copyOf(found, found.length - 1), table.filterRows()))
        .hasMessageContaining("the number of rows");
  }

  @Test
  void checkSums_otherSum_isReported() {
    Map<Long, Double> found = new HashMap<>(table.sumRows());
    long user = found.keySet().iterator().next();
    found.merge(user, 0.01, Double::sum);

    assertThatThrownBy(() -> table.checkSums(found, table.sumRows()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("user " + user);
    found.remove(user);
    assertThatThrownBy(() -> table.checkSums(found, table.sumRows()))
        .hasMessageContaining("the groups");
  }

  @Test
  void checkSlice_otherRows_areReported() {
    List<EventRow> expected = table.rows.subList(0, table.sliceRowCount());
    try (VectorSchemaRoot slice = table.sliceColumns()) {
      assertThatThrownBy(() -> table.checkSlice(slice, expected))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the slice finds row 0 to be");
    }
  }

  @Test
  void rows_ofEqualTables_areEqual() {
    assertThat(Events.rows(1_000)).isEqualTo(Events.rows(1_000));
  }
}
