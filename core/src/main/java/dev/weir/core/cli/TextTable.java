package dev.weir.core.cli;

import java.util.List;

/** Rows of cells in aligned columns, two blanks apart. */
public final class TextTable {
  private TextTable() {}

  /** One line a row; all rows have as many cells as the first. */
  public static List<String> lines(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
