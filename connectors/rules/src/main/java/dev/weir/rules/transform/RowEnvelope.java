package dev.weir.rules.transform;

import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.TextConstant;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.util.hash.ArrowBufHasher;
import org.apache.arrow.memory.util.hash.MurmurHasher;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;

/** The types, times and entity keys of a batch, from its columns. */
final class RowEnvelope implements BatchRow.Envelope {
  private static final ArrowBufHasher HIGH = new MurmurHasher(1);
  private static final ArrowBufHasher LOW = new MurmurHasher(2);

  /** By row. */
  private final long[] nanos;

  /** By row. */
  private final int[] types;

  private final Optional<FieldVector> keys;
  private int rowsWithoutTime;

  RowEnvelope(
      EventSchema schema,
      int rows,
      TimeColumn times,
      Optional<VarCharVector> typeNames,
      Optional<FieldVector> keys) {
    this.nanos = new long[rows];
    this.types = new int[rows];
    this.keys = keys;
    for (int row = 0; row < rows; row++) {
      nanos[row] = times.nanos(row);
      rowsWithoutTime += nanos[row] == TimeColumn.NONE ? 1 : 0;
    }
    typeNames.ifPresent(vector -> readTypes(schema, vector));
  }

  /** A schema has few types, so that a search costs less than a hash of the text. */
  private void readTypes(EventSchema schema, VarCharVector vector) {
    List<TextConstant> names =
        schema.types().stream().map(type -> new TextConstant(type.name())).toList();
    for (int row = 0; row < types.length; row++) {
      types[row] = vector.isNull(row) ? EventType.ANY : type(names, vector, row);
    }
  }

  private static int type(List<TextConstant> names, VarCharVector vector, int row) {
    int start = vector.getStartOffset(row);
    int length = vector.getEndOffset(row) - start;
    for (int i = 0; i < names.size(); i++) {
      TextConstant name = names.get(i);
      if (name.utf8().length == length && name.isAt(vector.getDataBuffer(), start)) {
        return i + 1;
      }
    }
    return EventType.ANY;
  }

  int rowsWithoutTime() {
    return rowsWithoutTime;
  }

  @Override
  public boolean isEvent(int row) {
    return nanos[row] != TimeColumn.NONE;
  }

  @Override
  public int type(int row) {
    return types[row];
  }

  @Override
  public long monotonicNanos(int row) {
    return nanos[row];
  }

  @Override
  public long wallNanos(int row) {
    return nanos[row];
  }

  @Override
  public long entityHigh(int row) {
    return hash(row, HIGH);
  }

  @Override
  public long entityLow(int row) {
    return hash(row, LOW);
  }

  private long hash(int row, ArrowBufHasher hasher) {
    return keys.map(vector -> (long) vector.hashCode(row, hasher)).orElse(0L);
  }
}
