package dev.weir.files.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.weir.core.error.Place;
import dev.weir.files.store.FilesError;
import dev.weir.files.text.ColumnDeclaration;
import dev.weir.files.text.RowsBuilder;
import dev.weir.files.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Receives the fields of a CSV file. The first record is the header, which gives each field's
 * column; the others are rows. An empty field without quotation marks is NULL.
 */
final class CsvRecords extends AbstractBaseCsvCallbackHandler<Boolean> {
  private static final int SKIPPED = -1;

  private final List<ColumnDeclaration> declarations;
  private final RowsBuilder rows;
  private final boolean skipsUnknown;
  private final Place place;
  private final String file;
  private final List<String> header = new ArrayList<>();
  private int[] columns = new int[0];
  private boolean isInHeader = true;

  CsvRecords(
      List<ColumnDeclaration> declarations,
      RowsBuilder rows,
      boolean skipsUnknown,
      Place place,
      String file) {
    this.declarations = declarations;
    this.rows = rows;
    this.skipsUnknown = skipsUnknown;
    this.place = place;
    this.file = file;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    rows.begin(startingLineNumber);
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (isInHeader) {
      header.add(new String(buffer, offset, length));
      return;
    }
    if (index >= columns.length) {
      throw ragged(index + 1, "at least ");
    }
    int column = columns[index];
    if (column == SKIPPED) {
      return;
    }
    if (length == 0 && !quoted) {
      rows.setNull(column);
    } else {
      rows.set(column, buffer, offset, length);
    }
  }

  /** An empty line: NULL in a file of one column; otherwise it is ragged. */
  @Override
  protected void handleEmpty() {
    if (isInHeader) {
      header.add("");
    } else if (columns.length != 1) {
      throw ragged(0, "");
    }
  }

  @Override
  protected Boolean buildRecord() {
    if (isInHeader) {
      map();
      isInHeader = false;
    } else {
      if (columns.length > 1 && getFieldCount() != columns.length) {
        throw ragged(getFieldCount(), "");
      }
      rows.end();
    }
    return Boolean.TRUE;
  }

  private RuntimeException ragged(int found, String precision) {
    return rows.malformed(
        "the row has %s%d fields, but the header has %d"
            .formatted(precision, found, columns.length));
  }

  private void map() {
    List<String> names = declarations.stream().map(ColumnDeclaration::name).toList();
    columns = new int[header.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = names.indexOf(header.get(i));
      if (columns[i] < 0 && !skipsUnknown) {
        throw columnsDiffer(header.get(i), "is not a column of the stream, which has ", names);
      }
      if (header.indexOf(header.get(i)) < i) {
        throw columnsDiffer(header.get(i), "is twice in the header ", header);
      }
    }
    for (String name : names) {
      if (!header.contains(name)) {
        throw columnsDiffer(name, "is missing in the header ", header);
      }
    }
  }

  private RuntimeException columnsDiffer(String column, String problem, List<String> known) {
    return FilesError.FILE_COLUMNS.at(
        place,
        "%s, line 1: the column %s %s%s"
            .formatted(
                file,
                Shown.quoted(column),
                problem,
                known.stream().map(Shown::quoted).collect(Collectors.joining(", "))));
  }

  boolean isInHeader() {
    return isInHeader;
  }
}
