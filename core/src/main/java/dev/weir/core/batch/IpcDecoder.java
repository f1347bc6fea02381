package dev.weir.core.batch;

import static dev.weir.core.batch.IpcLayout.CONTINUATION_BYTES;
import static dev.weir.core.batch.IpcLayout.PREFIX_BYTES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Decodes the messages of {@link IpcEncoder} without copying: the vectors are slices of the message
 * buffer and retain it. All lengths, counts and offsets are checked, so that values can be read
 * with Arrow's bounds checks disabled.
 */
public final class IpcDecoder {
  private final Schema schema;
  private final List<ColumnLayout> columns;
  private final int nodes;
  private final int buffers;
  private final BufferAllocator allocator;

  /**
   * Creates a decoder for batches of one schema.
   *
   * @throws dev.weir.core.error.WeirException of kind SCHEMA if a column's type is not supported
   */
  public IpcDecoder(Schema schema, BufferAllocator allocator) {
    this.schema = HashedField.in(schema);
    this.columns = ColumnLayout.of(schema);
    this.nodes = ColumnLayout.nodes(columns);
    this.buffers = ColumnLayout.buffers(columns);
    this.allocator = allocator;
  }

  /**
   * Decodes one message.
   *
   * @param message from the reader index to the writer index; released with the batch or on failure
   * @throws CorruptMessageException if it is not a record batch of this schema
   */
  public Batch takeAndDecode(ArrowBuf message) {
    try (ArrowBuf taken = message) {
      return decode(taken);
    }
  }

  private Batch decode(ArrowBuf message) {
    long start = message.readerIndex();
    long available = message.readableBytes();
    if (available < PREFIX_BYTES || message.getInt(start) != IpcLayout.CONTINUATION) {
      throw new CorruptMessageException("The message does not start with ff ff ff ff");
    }
    int metadataBytes = message.getInt(start + CONTINUATION_BYTES);
    if (metadataBytes <= 0 || metadataBytes > available - PREFIX_BYTES) {
      throw new CorruptMessageException(
          "The message has a metadata length of %d in %d bytes"
              .formatted(metadataBytes, available));
    }
    long bodyStart = start + PREFIX_BYTES + metadataBytes;
    RecordBatchMetadata metadata =
        RecordBatchMetadata.read(
            message.nioBuffer(start + PREFIX_BYTES, metadataBytes),
            nodes,
            buffers,
            message.writerIndex() - bodyStart);
    return load(new Body(message, bodyStart, metadata), metadata.rows);
  }

  private Batch load(Body body, int rows) {
    List<FieldVector> vectors = new ArrayList<>(columns.size());
    boolean loaded = false;
    try (FullBitmaps bitmaps = new FullBitmaps(body.absentBitmaps(columns), rows, allocator)) {
      for (int i = 0; i < columns.size(); i++) {
        Field field = schema.getFields().get(i);
        FieldVector vector = field.createVector(allocator);
        vectors.add(vector);
        body.loadColumn(columns.get(i), vector, rows, bitmaps);
      }
      Batch batch = new Batch(new VectorSchemaRoot(schema, vectors, rows), body.bytes);
      loaded = true;
      return batch;
    } finally {
      if (!loaded) {
        vectors.forEach(FieldVector::close);
      }
    }
  }

  /** The body of a message, whose nodes and buffers are in depth-first order. */
  private static final class Body {
    private final ArrowBuf message;
    private final long start;
    private final RecordBatchMetadata metadata;
    private int nextNode;
    private int nextBuffer;
    private long bytes;

    Body(ArrowBuf message, long start, RecordBatchMetadata metadata) {
      this.message = message;
      this.start = start;
      this.metadata = metadata;
    }

    /** Returns the number of columns of the schema that {@link #lacksBitmap}. */
    int absentBitmaps(List<ColumnLayout> columns) {
      int count = 0;
      int node = 0;
      int buffer = 0;
      for (ColumnLayout column : columns) {
        count += lacksBitmap(column, node, buffer) ? 1 : 0;
        node += column.nodes();
        buffer += column.buffers();
      }
      return count;
    }

    /**
     * Returns whether a column has no nulls and no bitmap, but another buffer that is at least as
     * long as the bitmap: so the bitmaps of all such columns are not longer than the body, whatever
     * number of rows the message states.
     */
    private boolean lacksBitmap(ColumnLayout column, int node, int buffer) {
      return column.layout().buffers() > 1
          && metadata.nulls[node] == 0
          && metadata.lengths[buffer] == 0
          && metadata.lengths[buffer + 1] >= Bitmaps.bytes(metadata.rows)
          && metadata.rows > 0;
    }

    /** Loads a column, with the next of the bitmaps if it has none. */
    void loadColumn(ColumnLayout column, FieldVector vector, int rows, FullBitmaps bitmaps) {
      Optional<FullBitmaps> full =
          lacksBitmap(column, nextNode, nextBuffer) ? Optional.of(bitmaps) : Optional.empty();
      load(column, vector, rows, rows, full);
    }

    /**
     * Loads a column, or a child column. Children are loaded first: loading may allocate a bitmap
     * for the number of values in the node, which the children's nodes confirm.
     *
     * @param valuesMin the minimum number of values
     * @param valuesMax the maximum number of values
     * @param bitmaps the source of the column's bitmap; empty if the message or Arrow has it
     */
    private void load(
        ColumnLayout column,
        FieldVector vector,
        long valuesMin,
        long valuesMax,
        Optional<FullBitmaps> bitmaps) {
      long values = metadata.values[nextNode];
      long nulls = metadata.nulls[nextNode];
      nextNode++;
      if (values < valuesMin || values > valuesMax) {
        throw new CorruptMessageException(
            "Column %s has %d values, expected %d%s"
                .formatted(
                    column.path(), values, valuesMin, valuesMax > valuesMin ? " or more" : ""));
      }
      List<ArrowBuf> buffers = nextBuffers(column.layout().buffers());
      long childValues = BufferChecks.check(column, vector, values, nulls, buffers);
      long childValuesMax = column.layout() == Layout.STRUCT ? childValues : Integer.MAX_VALUE;
      List<FieldVector> children = vector.getChildrenFromFields();
      for (int i = 0; i < children.size(); i++) {
        load(
            column.children().get(i),
            children.get(i),
            childValues,
            childValuesMax,
            Optional.empty());
      }
      bitmaps.ifPresent(full -> buffers.set(0, full.next()));
      vector.loadFieldBuffers(new ArrowFieldNode(values, nulls), buffers);
    }

    private List<ArrowBuf> nextBuffers(int count) {
      List<ArrowBuf> buffers = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        long length = metadata.lengths[nextBuffer];
        buffers.add(message.slice(start + metadata.offsets[nextBuffer], length));
        nextBuffer++;
        bytes += length;
      }
      return buffers;
    }
  }
}
