package dev.weir.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a column of labels and columns of figures. Columns that do not fit the page follow
 * below.
 */
final class ReportTable {
  private static final int CELL_COLUMNS = 11;

  /** The cell of a figure that was not measured. */
  static final String ABSENT = "-";

  private final int labelColumns;
  private final List<String> headings;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A row; a heading is a row without cells.
   *
   * @param note text after the last cell, already painted
   */
  private record Row(String label, List<String> cells, String note) {}

  /**
   * @param labelColumns the width of the labels
   * @param headings the names of the columns
   */
  ReportTable(int labelColumns, List<String> headings) {
    this.labelColumns = labelColumns;
    this.headings = List.copyOf(headings);
  }

  void heading(String label) {
    rows.add(new Row(label, List.of(), ""));
  }

  /** Adds a row, unless all of its cells are absent. */
  void row(String label, List<String> cells) {
    row(label, cells, "");
  }

  void row(String label, List<String> cells, String note) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException("a row has one cell for each column");
    }
    if (!cells.stream().allMatch(ABSENT::equals)) {
      rows.add(new Row(label, List.copyOf(cells), note));
    }
  }

  void print(Page page, Paint paint) {
    int widest = headings.stream().mapToInt(String::length).max().orElse(0) + 1;
    int room = Page.COLUMNS - labelColumns;
    // Wide enough for the names where all columns fit; else the names are truncated.
    int width = Math.max(CELL_COLUMNS, Math.min(widest, room / headings.size()));
    int fit = room / width;
    for (int from = 0; from < headings.size(); from += fit) {
      int to = Math.min(headings.size(), from + fit);
      if (from > 0) {
        page.blank();
      }
      page.line(" ".repeat(labelColumns) + paint.bold(cells(headings.subList(from, to), width)));
      for (Row row : rows) {
        if (row.cells().isEmpty()) {
          page.line(row.label());
        } else {
          page.line(left(row.label()) + cells(row.cells().subList(from, to), width) + row.note());
        }
      }
    }
  }

  private String left(String label) {
    return label + " ".repeat(Math.max(1, labelColumns - label.length()));
  }

  private static String cells(List<String> cells, int width) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      String shown = cell.length() < width ? cell : cell.substring(0, width - 2) + "…";
      line.append(" ".repeat(width - shown.length())).append(shown);
    }
    return line.toString();
  }
}
