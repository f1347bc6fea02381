package dev.weir.rules.event;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * A row of an Arrow batch, read in place. One object reads all rows, one after another; it is valid
 * until the batch is closed. The position of a value is the id of its field.
 */
public final class BatchRow implements EventReader {
  private final @Nullable BatchColumn[] columns;
  private final Envelope envelope;
  private final int rows;
  private int row;

  /**
   * The types, times and entity keys of a batch's rows, by row.
   *
   * @see EventReader
   */
  public interface Envelope {
    /** Returns whether a row is an event; the other methods are called for those that are. */
    boolean isEvent(int row);

    int type(int row);

    long monotonicNanos(int row);

    long wallNanos(int row);

    long entityHigh(int row);

    long entityLow(int row);
  }

  /**
   * Creates a reader, at the first row.
   *
   * @param columnName the column of a field; a field without a column is missing in all rows
   */
  public BatchRow(
      EventSchema schema,
      VectorSchemaRoot batch,
      Envelope envelope,
      Function<Field, String> columnName) {
    this.columns = new @Nullable BatchColumn[schema.fields().size() + 1];
    for (Field field : schema.fields()) {
      FieldVector vector = batch.getVector(columnName.apply(field));
      if (vector != null) {
        check(field, vector);
        columns[field.id()] = BatchColumns.reader(vector);
      }
    }
    this.envelope = envelope;
    this.rows = batch.getRowCount();
  }

  private static void check(Field field, FieldVector vector) {
    if (!BatchColumns.type(vector).equals(Optional.of(field.type()))) {
      throw new EventException(
          "The column %s has the type %s, and the field %s is of type %s"
              .formatted(
                  vector.getName(),
                  vector.getField().getType(),
                  field.path(),
                  field.type().label()));
    }
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Moves to a row, from 0. */
  public void select(int index) {
    row = index;
  }

  /** Returns the current row. */
  public int selected() {
    return row;
  }

  /** Returns whether the current row is an event. */
  public boolean isEvent() {
    return envelope.isEvent(row);
  }

  /** Returns a field's column; empty if it has none. */
  public Optional<FieldVector> column(int field) {
    return Optional.ofNullable(columns[field]).map(BatchColumn::vector);
  }

  @Override
  public int type() {
    return envelope.type(row);
  }

  @Override
  public long monotonicNanos() {
    return envelope.monotonicNanos(row);
  }

  @Override
  public long wallNanos() {
    return envelope.wallNanos(row);
  }

  @Override
  public long entityHigh() {
    return envelope.entityHigh(row);
  }

  @Override
  public long entityLow() {
    return envelope.entityLow(row);
  }

  @Override
  public int find(int field) {
    BatchColumn column = columns[field];
    return column != null && column.isPresent(row) ? field : MISSING;
  }

  @Override
  public long longAt(int position) {
    return reader(position).longAt(row);
  }

  @Override
  public double doubleAt(int position) {
    return reader(position).doubleAt(row);
  }

  @Override
  public boolean booleanAt(int position) {
    return reader(position).booleanAt(row);
  }

  @Override
  public String textAt(int position) {
    return reader(position).textAt(row);
  }

  @Override
  public void copyText(int position, TextTarget target) {
    reader(position).copyText(row, target);
  }

  @Override
  public boolean textEquals(int position, TextConstant constant) {
    return reader(position).textEquals(row, constant);
  }

  @Override
  public byte[] bytesAt(int position) {
    return reader(position).bytesAt(row);
  }

  @Override
  public List<Object> arrayAt(int position) {
    return reader(position).arrayAt(row);
  }

  private BatchColumn reader(int position) {
    BatchColumn column = columns[position];
    if (column == null) {
      throw new IllegalStateException("The field " + position + " has no column");
    }
    return column;
  }
}
