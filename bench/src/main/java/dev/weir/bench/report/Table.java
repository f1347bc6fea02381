package dev.weir.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a column of labels and one column a mode. Where the columns do not fit the page, the
 * table goes on below with the rest of them.
 */
final class Table {
  private static final int LABEL_COLUMNS = 24;
  private static final int CELL_COLUMNS = 11;

  /** What a cell says where nothing was measured. */
  static final String ABSENT = "-";

  private final List<String> heads;
  private final List<Row> rows = new ArrayList<>();

  /** A row; a heading between rows is one without cells. */
  private record Row(String label, List<String> cells) {}

  Table(List<String> heads) {
    this.heads = List.copyOf(heads);
  }

  void heading(String label) {
    rows.add(new Row(label, List.of()));
  }

  /** Adds a row, unless it says nothing of any mode. */
  void row(String label, List<String> cells) {
    if (cells.size() != heads.size()) {
      throw new IllegalArgumentException("a row needs a cell for each column");
    }
    if (!cells.stream().allMatch(ABSENT::equals)) {
      rows.add(new Row(label, List.copyOf(cells)));
    }
  }

  void print(Page page, Paint paint) {
    int widest = heads.stream().mapToInt(String::length).max().orElse(0) + 1;
    int width = Math.min(Math.max(CELL_COLUMNS, widest), Page.COLUMNS - LABEL_COLUMNS);
    int fit = (Page.COLUMNS - LABEL_COLUMNS) / width;
    for (int from = 0; from < heads.size(); from += fit) {
      int to = Math.min(heads.size(), from + fit);
      if (from > 0) {
        page.blank();
      }
      page.line(" ".repeat(LABEL_COLUMNS) + paint.bold(cells(heads.subList(from, to), width)));
      for (Row row : rows) {
        if (row.cells().isEmpty()) {
          page.line(row.label());
        } else {
          page.line(left(row.label()) + cells(row.cells().subList(from, to), width));
        }
      }
    }
  }

  private static String left(String label) {
    return label + " ".repeat(Math.max(1, LABEL_COLUMNS - label.length()));
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
