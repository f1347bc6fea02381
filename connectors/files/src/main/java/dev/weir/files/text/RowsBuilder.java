package dev.weir.files.text;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FilesError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Collects rows of text values in batches. A row is begun, gets its values in any order, and is
 * ended; columns without a value are NULL.
 */
public final class RowsBuilder implements AutoCloseable {
  /**
   * A batch is cut when an eighth of its bytes are left. Rows that are wider than that are cut off
   * as a batch of their own if they exceed the limit.
   */
  private static final int RESERVE = 8;

  private final Schema schema;
  private final BatchLimits limits;
  private final BufferAllocator allocator;
  private final Place place;
  private final String file;
  private final List<ColumnBuilder> columns = new ArrayList<>();
  private final boolean[] isSet;
  private final ArrayDeque<Batch> ready = new ArrayDeque<>();
  private VectorSchemaRoot root;
  private int row;
  private long bytes;
  private long rowBytes;
  private long line;

  /**
   * Creates a builder.
   *
   * @param file the name to show in messages
   */
  public RowsBuilder(
      List<ColumnDeclaration> declarations,
      BatchLimits limits,
      BufferAllocator allocator,
      Place place,
      String file) {
    this.schema = new Schema(declarations.stream().map(ColumnDeclaration::field).toList());
    this.limits = limits;
    this.allocator = allocator;
    this.place = place;
    this.file = file;
    this.root = VectorSchemaRoot.create(schema, allocator);
    Scratch scratch = new Scratch();
    for (int i = 0; i < declarations.size(); i++) {
      columns.add(new ColumnBuilder(declarations.get(i), root.getVector(i), scratch));
    }
    this.isSet = new boolean[columns.size()];
  }

  /**
   * Begins a row.
   *
   * @param number the line of the file, from 1
   */
  public void begin(long number) {
    line = number;
    rowBytes = 0;
  }

  /** Returns whether the values of a column are JSON. */
  public boolean isJson(int column) {
    return columns.get(column).kind() == ColumnKind.JSON;
  }

  /** Returns whether a number of JSON is a value of the column. */
  public boolean takesNumbers(int column) {
    return switch (columns.get(column).kind()) {
      case INT16, INT32, INT64, FLOAT32, FLOAT64, NUMERIC, TEXT_FORM -> true;
      case BOOL, TEXT, JSON, BYTES, UUID, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> false;
    };
  }

  /** Returns whether true and false of JSON are values of the column. */
  public boolean takesBooleans(int column) {
    return switch (columns.get(column).kind()) {
      case BOOL, TEXT_FORM -> true;
      case INT16,
          INT32,
          INT64,
          FLOAT32,
          FLOAT64,
          NUMERIC,
          TEXT,
          JSON,
          BYTES,
          UUID,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ ->
          false;
    };
  }

  /** Sets a value. */
  public void set(int column, char[] text, int start, int length) {
    claim(column);
    try {
      rowBytes += columns.get(column).set(row, text, start, length);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw invalid(column, new String(text, start, length), e);
    }
  }

  /** Sets the UTF-8 of a value. */
  public void setUtf8(int column, byte[] utf8, int start, int length) {
    claim(column);
    rowBytes += columns.get(column).setUtf8(row, utf8, start, length);
  }

  /** Sets NULL. */
  public void setNull(int column) {
    claim(column);
    try {
      rowBytes += columns.get(column).setNull(row);
    } catch (IllegalArgumentException e) {
      throw invalidNull(column, e);
    }
  }

  private void claim(int column) {
    if (isSet[column]) {
      throw FilesError.FILE_ROW.at(
          place.inColumn(columns.get(column).column().name()),
          at() + ": the column has two values");
    }
    isSet[column] = true;
  }

  /** Ends the row. */
  public void end() {
    for (int i = 0; i < isSet.length; i++) {
      if (!isSet[i]) {
        setNull(i);
      }
      isSet[i] = false;
    }
    if (rowBytes > limits.rowBytesMax()) {
      throw tooWide();
    }
    row++;
    bytes += rowBytes;
    if (row >= limits.rowsMax() || bytes >= limits.bytesMax() - limits.bytesMax() / RESERVE) {
      cut();
    }
  }

  /** Returns the error of a row that is wider than a batch may be. */
  public WeirException tooWide() {
    return FilesError.FILE_ROW
        .at(place, at() + ": the row is larger than %,d bytes".formatted(limits.rowBytesMax()))
        .withHint("Raise resources.max_inflight_bytes.");
  }

  private void cut() {
    root.setRowCount(row);
    if (bytes > limits.bytesMax() && row > 1) {
      try (VectorSchemaRoot whole = root) {
        ready.add(new Batch(whole.slice(0, row - 1), bytes - rowBytes));
        ready.add(new Batch(whole.slice(row - 1, 1), rowBytes));
      }
    } else {
      ready.add(new Batch(root, bytes));
    }
    row = 0;
    bytes = 0;
    root = VectorSchemaRoot.create(schema, allocator);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).attach(root.getVector(i));
    }
  }

  /** Returns a full batch, which the caller owns. */
  public Optional<Batch> poll() {
    return Optional.ofNullable(ready.poll());
  }

  /** Makes a batch of the rows that are left. */
  public void finish() {
    if (row > 0) {
      cut();
    }
  }

  /** Returns the line of the last row that was begun. */
  public long line() {
    return line;
  }

  private String at() {
    return file + ", line " + line;
  }

  private WeirException invalid(int column, String text, Exception cause) {
    ColumnDeclaration declared = columns.get(column).column();
    return FilesError.FILE_VALUE
        .at(
            place.inColumn(declared.name()),
            "%s: %s is not a value of type %s (%s)"
                .formatted(at(), Shown.quoted(text), declared.type(), cause.getMessage()))
        .causedBy(cause);
  }

  private WeirException invalidNull(int column, Exception cause) {
    ColumnDeclaration declared = columns.get(column).column();
    return FilesError.FILE_VALUE
        .at(place.inColumn(declared.name()), at() + ": the value is " + cause.getMessage())
        .causedBy(cause);
  }

  /** Returns the error of a token that is no value of a column. */
  public WeirException mismatch(int column, String found) {
    ColumnDeclaration declared = columns.get(column).column();
    return FilesError.FILE_VALUE.at(
        place.inColumn(declared.name()),
        "%s: found %s, which is not a value of type %s".formatted(at(), found, declared.type()));
  }

  /** Returns an error of the current row's syntax. */
  public WeirException malformed(String message) {
    return FilesError.FILE_ROW.at(place, at() + ": " + message);
  }

  @Override
  public void close() {
    root.close();
    ready.forEach(Batch::close);
    ready.clear();
  }
}
