package dev.weir.micro.rules;

import dev.weir.rules.event.BatchRow;
import dev.weir.rules.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A batch with one row for each user, which is read as an event of any type and at any time: a row
 * has the fields of all steps of one sequence. Some rows more have values of no sequence.
 */
final class UserEvents implements BatchRow.Envelope, AutoCloseable {
  /** Rows that concern no sequence; a power of two, so that the next one costs no division. */
  static final int OTHERS = 1 << 10;

  private static final int FIRST_PORT = 10_000;
  private static final int FIRST_USER = 1_000_000;

  private final int sequences;
  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root;
  private final BatchRow row;
  private int type;
  private long nanos;

  /**
   * Creates the batch.
   *
   * @param sequences the user of row r takes the steps of sequence r modulo this number
   */
  UserEvents(int users, int sequences) {
    this.sequences = sequences;
    VarCharVector names = new VarCharVector(path(RuleFields.USER), allocator);
    VarCharVector processes = new VarCharVector(path(RuleFields.PROCESS_NAME), allocator);
    BigIntVector ports = new BigIntVector(path(RuleFields.PORT), allocator);
    VarCharVector extensions = new VarCharVector(path(RuleFields.EXTENSION), allocator);
    int rows = users + OTHERS;
    for (int i = 0; i < rows; i++) {
      int sequence = sequence(i, users, sequences);
      names.setSafe(i, bytes(user(i)));
      processes.setSafe(i, bytes(process(sequence)));
      ports.setSafe(i, port(sequence));
      extensions.setSafe(i, bytes(extension(sequence)));
    }
    List<FieldVector> columns = List.of(names, processes, ports, extensions);
    columns.forEach(column -> column.setValueCount(rows));
    root = new VectorSchemaRoot(columns);
    root.setRowCount(rows);
    row = new BatchRow(RuleFields.SCHEMA, root, this, Field::path);
  }

  private static String path(int field) {
    return RuleFields.SCHEMA.field(field).path();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the sequence whose values a row has. */
  static int sequence(int row, int users, int sequences) {
    return row < users ? row % sequences : sequences + row % OTHERS;
  }

  static String user(int row) {
    return "user-" + (FIRST_USER + row);
  }

  static String process(int sequence) {
    return "agent-" + (FIRST_PORT + sequence) + ".exe";
  }

  static long port(int sequence) {
    return (long) FIRST_PORT + sequence;
  }

  static String extension(int sequence) {
    return "log" + (FIRST_PORT + sequence);
  }

  int sequences() {
    return sequences;
  }

  /**
   * Returns the next event: the same object for all.
   *
   * @param afterNanos how much later than the one before it is
   */
  BatchRow next(int eventType, int index, long afterNanos) {
    type = eventType;
    nanos += afterNanos;
    row.select(index);
    return row;
  }

  @Override
  public boolean isEvent(int index) {
    return true;
  }

  @Override
  public int type(int index) {
    return type;
  }

  @Override
  public long monotonicNanos(int index) {
    return nanos;
  }

  @Override
  public long wallNanos(int index) {
    return nanos;
  }

  @Override
  public long entityHigh(int index) {
    return 0;
  }

  @Override
  public long entityLow(int index) {
    return index;
  }

  /** Releases the batch. */
  @Override
  public void close() {
    root.close();
    allocator.close();
  }
}
