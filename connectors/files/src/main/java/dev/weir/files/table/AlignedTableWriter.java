package dev.weir.files.table;

import dev.weir.files.format.BatchWriter;
import dev.weir.files.text.ByteSink;
import dev.weir.files.text.TextColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes rows as aligned columns for a person. The columns are as wide as the rows of a page need;
 * each page has a header. Control characters are shown as escapes, NULL as such.
 */
public final class AlignedTableWriter implements BatchWriter {
  /** Rows whose columns are aligned with each other. */
  static final int PAGE_ROWS = 500;

  /** A page ends earlier if its text has as many characters. */
  static final int PAGE_CHARS = 1 << 20;

  private static final String NULL = "NULL";

  private final OutputStream out;
  private final List<TextColumn> columns;
  private final List<String> names;
  private final List<List<String>> page = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteSink cell = new ByteSink(bytes);
  private int pageChars;
  private boolean isFirstPage = true;

  public AlignedTableWriter(OutputStream out, Schema schema, List<TextColumn> columns) {
    this.out = out;
    this.columns = columns;
    this.names =
        schema.getFields().stream().map(Field::getName).map(AlignedTableWriter::printable).toList();
  }

  @Override
  public void write(VectorSchemaRoot rows) throws IOException {
    for (int row = 0; row < rows.getRowCount(); row++) {
      List<String> cells = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        String text = text(columns.get(i), rows.getVector(i), row);
        cells.add(text);
        pageChars += text.length();
      }
      page.add(cells);
      if (page.size() == PAGE_ROWS || pageChars >= PAGE_CHARS) {
        writePage();
      }
    }
  }

  private String text(TextColumn column, FieldVector vector, int row) throws IOException {
    if (vector.isNull(row)) {
      return NULL;
    }
    bytes.reset();
    column.write(vector, row, cell);
    cell.flush();
    return printable(bytes.toString(StandardCharsets.UTF_8));
  }

  private static String printable(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    return text.codePoints().mapToObj(AlignedTableWriter::printable).collect(Collectors.joining());
  }

  private static String printable(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          Character.isISOControl(character)
              ? String.format("\\u%04x", character)
              : Character.toString(character);
    };
  }

  private void writePage() throws IOException {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(names.get(i));
      for (List<String> cells : page) {
        widths[i] = Math.max(widths[i], width(cells.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    if (!isFirstPage) {
      text.append('\n');
    }
    line(text, names, widths, false);
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "-" : "+-").append("-".repeat(widths[i] + 1));
    }
    text.append('\n');
    page.forEach(cells -> line(text, cells, widths, true));
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    isFirstPage = false;
    page.clear();
    pageChars = 0;
  }

  private void line(StringBuilder text, List<String> cells, int[] widths, boolean isRow) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(widths[i] - width(cell));
      boolean right = isRow && columns.get(i).shape() == TextColumn.Shape.NUMBER;
      line.append(i == 0 ? " " : " | ").append(right ? blanks + cell : cell + blanks);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  @Override
  public void finish() throws IOException {
    if (!page.isEmpty() || isFirstPage) {
      writePage();
    }
  }

  @Override
  public void close() {}
}
