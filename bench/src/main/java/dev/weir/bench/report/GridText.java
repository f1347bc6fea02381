package dev.weir.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as text. Columns that do not fit the terminal follow below, with the labels again; a long
 * label has a line of its own.
 */
final class GridText {
  private static final int MAX_LABEL = 22;
  private static final int GAP = 2;

  private final Grid grid;
  private final PageLayout layout;
  private final int labelColumns;

  GridText(Grid grid, PageLayout layout) {
    this.grid = grid;
    this.layout = layout;
    this.labelColumns =
        grid.rows().stream()
            .filter(row -> !row.isGroup())
            .mapToInt(row -> row.label().length() + indent().length())
            .filter(length -> length <= MAX_LABEL)
            .max()
            .orElse(indent().length());
  }

  void print(Page page) {
    int from = 0;
    while (from < grid.headings().size()) {
      int to = lastThatFits(from);
      if (from > 0) {
        page.blank();
      }
      band(page, from, to);
      from = to;
    }
  }

  private int lastThatFits(int from) {
    int used = labelColumns + width(from);
    int to = from + 1;
    while (to < grid.headings().size() && used + width(to) <= layout.columns()) {
      used += width(to);
      to++;
    }
    return to;
  }

  private void band(Page page, int from, int to) {
    List<Integer> widths = new ArrayList<>();
    for (int column = from; column < to; column++) {
      widths.add(width(column));
    }
    String head = cells(grid.headings().subList(from, to), widths);
    page.line(" ".repeat(labelColumns) + layout.paint().bold(head));
    for (Grid.Row row : grid.rows()) {
      if (row.isGroup()) {
        page.line(row.label());
      } else {
        row(page, row, row.cells().subList(from, to), widths);
      }
    }
  }

  private void row(Page page, Grid.Row row, List<String> cells, List<Integer> widths) {
    String label = indent() + row.label();
    String figures = cells(cells, widths);
    if (label.length() > labelColumns) {
      page.wrapped(indent(), row.label(), Tone.PLAIN);
      label = "";
    }
    page.line(
        label
            + " ".repeat(labelColumns - label.length())
            + row.tone().paint(figures, layout.paint()));
  }

  /** Rows are indented where groups have headings. */
  private String indent() {
    return grid.rows().stream().anyMatch(Grid.Row::isGroup) ? "  " : "";
  }

  private int width(int column) {
    int widest = shown(grid.headings().get(column)).length();
    for (Grid.Row row : grid.rows()) {
      if (!row.isGroup()) {
        widest = Math.max(widest, shown(row.cells().get(column)).length());
      }
    }
    return widest + GAP;
  }

  private String cells(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String shown = shown(cells.get(i));
      line.append(" ".repeat(widths.get(i) - shown.length())).append(shown);
    }
    return line.toString();
  }

  /** The cell in the terminal's characters, shortened where it alone is wider than the terminal. */
  private String shown(String cell) {
    String text = layout.characters(cell);
    int room = layout.columns() - labelColumns - GAP;
    return text.length() <= room ? text : text.substring(0, room);
  }
}
