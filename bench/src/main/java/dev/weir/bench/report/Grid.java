package dev.weir.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table: a column of labels, then columns of figures.
 *
 * @param caption what the rows are
 * @param headings of the columns of figures, with their units
 * @param rows figures and group headings
 */
public record Grid(String caption, List<String> headings, List<Row> rows) implements Block {
  /** The cell of a figure that was not measured. */
  public static final String ABSENT = "-";

  public Grid {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (!row.isGroup() && row.cells().size() != headings.size()) {
        throw new IllegalArgumentException("a row has one cell for each column");
      }
    }
  }

  /** A row; one without cells is the heading of a group. */
  public record Row(String label, List<String> cells, Tone tone) {
    public Row {
      cells = List.copyOf(cells);
    }

    boolean isGroup() {
      return cells.isEmpty();
    }
  }

  /** Collects rows; leaves out those without figures, and groups without rows. */
  public static final class Builder {
    private final String caption;
    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();

    public Builder(String caption, List<String> headings) {
      this.caption = caption;
      this.headings = headings;
    }

    public Builder group(String label) {
      dropEmptyGroup();
      rows.add(new Row(label, List.of(), Tone.PLAIN));
      return this;
    }

    public Builder row(String label, List<String> cells, Tone tone) {
      if (!cells.stream().allMatch(ABSENT::equals)) {
        rows.add(new Row(label, cells, tone));
      }
      return this;
    }

    public Builder row(String label, List<String> cells) {
      return row(label, cells, Tone.PLAIN);
    }

    /** The table without columns that have no figure. */
    public Grid build() {
      dropEmptyGroup();
      List<Integer> kept = new ArrayList<>();
      for (int column = 0; column < headings.size(); column++) {
        int at = column;
        if (rows.stream().anyMatch(row -> !row.isGroup() && !row.cells().get(at).equals(ABSENT))) {
          kept.add(column);
        }
      }
      return new Grid(
          caption,
          kept.stream().map(headings::get).toList(),
          rows.stream()
              .map(
                  row ->
                      row.isGroup()
                          ? row
                          : new Row(
                              row.label(),
                              kept.stream().map(row.cells()::get).toList(),
                              row.tone()))
              .toList());
    }

    private void dropEmptyGroup() {
      if (!rows.isEmpty() && rows.get(rows.size() - 1).isGroup()) {
        rows.remove(rows.size() - 1);
      }
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }
}
