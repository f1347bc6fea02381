package dev.weir.micro.columnar;

import dev.weir.micro.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An event table as columns and as rows, and the operations on both; they pass a gate. */
final class EventTable implements AutoCloseable {
  /** Half of the rows are above it. */
  private static final double BOUND = 500;

  /** A slice is a tenth of the rows. */
  private static final int SLICES = 10;

  final List<EventRow> rows;
  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot columns;
  private final int[] selected;

  EventTable(int count) {
    rows = Events.rows(count);
    columns = Events.columns(rows, allocator);
    selected = new int[count];
  }

  /** Holds all operations on columns to those on rows. */
  void check() {
    int count = filterColumns();
    checkSelection(Arrays.copyOf(selected, count), filterRows());
    checkSums(sumColumns().toMap(), sumRows());
    try (VectorSchemaRoot slice = sliceColumns()) {
      checkSlice(slice, sliceRows());
    }
  }

  /** Returns how many rows are selected; their numbers are in an array that is reused. */
  int filterColumns() {
    return ColumnFilter.select(Events.amounts(columns), BOUND, selected);
  }

  List<EventRow> filterRows() {
    List<EventRow> found = new ArrayList<>();
    for (EventRow row : rows) {
      if (row.amount() > BOUND) {
        found.add(row);
      }
    }
    return found;
  }

  GroupSums sumColumns() {
    return GroupSums.of(Events.userIds(columns), Events.amounts(columns));
  }

  Map<Long, Double> sumRows() {
    return GroupSums.ofRows(rows);
  }

  /** Returns rows from the middle, owned by the caller. */
  VectorSchemaRoot sliceColumns() {
    return columns.slice(sliceStart(), sliceRowCount());
  }

  List<EventRow> sliceRows() {
    return new ArrayList<>(rows.subList(sliceStart(), sliceStart() + sliceRowCount()));
  }

  int sliceRowCount() {
    return Math.max(1, rows.size() / SLICES);
  }

  /** Odd, so that the bits of the slice's bitmaps begin within a byte. */
  private int sliceStart() {
    return (rows.size() / 2) | 1;
  }

  void checkSelection(int[] found, List<EventRow> expected) {
    Agreement.requireEqual(
        "the columns' filter", "the number of rows", expected.size(), found.length);
    for (int i = 0; i < found.length; i++) {
      Agreement.requireEqual(
          "the columns' filter", "row " + i, expected.get(i), rows.get(found[i]));
    }
  }

  void checkSums(Map<Long, Double> found, Map<Long, Double> expected) {
    Agreement.requireEqual("the columns' sum", "the groups", expected.keySet(), found.keySet());
    expected.forEach(
        (user, sum) ->
            Agreement.requireEqual("the columns' sum", "user " + user, sum, found.get(user)));
  }

  void checkSlice(VectorSchemaRoot found, List<EventRow> expected) {
    Agreement.requireEqual("the slice", "the number of rows", expected.size(), found.getRowCount());
    for (int row = 0; row < expected.size(); row++) {
      Agreement.requireEqual("the slice", "row " + row, expected.get(row), Events.row(found, row));
    }
  }

  /** Arrow's allocator reports, as it closes, any buffer that a contender leaked. */
  @Override
  public void close() {
    columns.close();
    allocator.close();
  }
}
