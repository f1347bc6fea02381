package dev.weir.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a column of labels and columns of figures. Where the columns do not fit the page,
 * the table goes on below with the rest of them.
 */
final class Table {
  private static final int CELL_COLUMNS = 11;

  /** What a cell says where nothing was measured. */
  static final String ABSENT = "-";

  private final int labelColumns;
  private final List<String> heads;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A row; a heading between rows is one without cells.
   *
   * @param note stands behind the last cell, already painted
   */
  private record Row(String label, List<String> cells, String note) {}

  /**
   * @param labelColumns the width of the labels
   * @param heads the names of the columns
   */
  Table(int labelColumns, List<String> heads) {
    this.labelColumns = labelColumns;
    this.heads = List.copyOf(heads);
  }

  void heading(String label) {
    rows.add(new Row(label, List.of(), ""));
  }

  /** Adds a row, unless it says nothing in any column. */
  void row(String label, List<String> cells) {
    row(label, cells, "");
  }

  void row(String label, List<String> cells, String note) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException("a row needs a cell for each column");
    }
    if (!cells.stream().allMatch(ABSENT::equals)) {
      rows.add(new Row(label, List.copyOf(cells), note));
    }
  }

  void print(Page page, Paint paint) {
    int widest = heads.stream().mapToInt(String::length).max().orElse(0) + 1;
    int room = Page.COLUMNS - labelColumns;
    // Wide enough for the names if all fit side by side; else they are cut.
    int width = Math.max(CELL_COLUMNS, Math.min(widest, room / heads.size()));
    int fit = room / width;
    for (int from = 0; from < heads.size(); from += fit) {
      int to = Math.min(heads.size(), from + fit);
      if (from > 0) {
        page.blank();
      }
      page.line(" ".repeat(labelColumns) + paint.bold(cells(heads.subList(from, to), width)));
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
