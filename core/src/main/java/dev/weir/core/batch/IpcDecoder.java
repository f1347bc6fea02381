package dev.weir.core.batch;

import static dev.weir.core.batch.IpcLayout.CONTINUATION_BYTES;
import static dev.weir.core.batch.IpcLayout.PREFIX_BYTES;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads what {@link IpcEncoder} writes, without copying: the vectors are slices of the message's
 * buffer and keep it alive. Each offset and length is checked against the message before it is
 * used.
 */
public final class IpcDecoder {
  private final Schema schema;
  private final BufferAllocator allocator;

  public IpcDecoder(Schema schema, BufferAllocator allocator) {
    this.schema = schema;
    this.allocator = allocator;
  }

  /**
   * Reads one message.
   *
   * @param message the message from its reader index to its writer index; taken over, closed with
   *     the batch or on failure
   * @throws CorruptMessageException where it is no record batch of this schema
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
      throw new CorruptMessageException("An Arrow IPC message begins with ff ff ff ff");
    }
    int metadataBytes = message.getInt(start + CONTINUATION_BYTES);
    if (metadataBytes <= 0 || metadataBytes > available - PREFIX_BYTES) {
      throw new CorruptMessageException(
          "Metadata of " + metadataBytes + " bytes in a message of " + available);
    }
    RecordBatch header = header(message, start + PREFIX_BYTES, metadataBytes);
    long bodyStart = start + PREFIX_BYTES + metadataBytes;
    Body body = new Body(message, bodyStart, available - PREFIX_BYTES - metadataBytes, header);

    int rows = Math.toIntExact(header.length());
    List<FieldVector> vectors = new ArrayList<>();
    try {
      for (Field field : schema.getFields()) {
        FieldVector vector = field.createVector(allocator);
        vectors.add(vector);
        body.load(vector, rows);
      }
      body.checkAllUsed();
    } catch (ArithmeticException | IndexOutOfBoundsException | IllegalArgumentException e) {
      vectors.forEach(FieldVector::close);
      throw corrupt("The message's counts and lengths disagree", e);
    } catch (RuntimeException e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    return new Batch(new VectorSchemaRoot(schema, vectors, rows), body.bytes);
  }

  private static RecordBatch header(ArrowBuf message, long at, int length) {
    try {
      Message flatbuffer = Message.getRootAsMessage(message.nioBuffer(at, length));
      if (flatbuffer.headerType() == MessageHeader.RecordBatch
          && flatbuffer.header(new RecordBatch()) instanceof RecordBatch batch
          && batch.length() >= 0
          && batch.length() <= Integer.MAX_VALUE) {
        return batch;
      }
    } catch (IndexOutOfBoundsException e) {
      throw corrupt("The message's metadata points outside itself", e);
    }
    throw new CorruptMessageException("The message is no record batch");
  }

  private static CorruptMessageException corrupt(String message, RuntimeException cause) {
    CorruptMessageException corrupt = new CorruptMessageException(message);
    corrupt.initCause(cause);
    return corrupt;
  }

  /** Hands the body's buffers out in the order in which the format lists them. */
  private static final class Body {
    private static final int ANY_ROWS = -1;

    private final ArrowBuf message;
    private final long start;
    private final long length;
    private final RecordBatch header;
    private int node;
    private int buffer;
    private long bytes;

    Body(ArrowBuf message, long start, long length, RecordBatch header) {
      this.message = message;
      this.start = start;
      this.length = length;
      this.header = header;
    }

    /**
     * Loads a column, or a child of one.
     *
     * @param rows how many values it must have; -1 for a child, whose count is its own
     */
    void load(FieldVector vector, int rows) {
      if (node >= header.nodesLength()) {
        throw new CorruptMessageException("The message has fewer columns than the schema");
      }
      FieldNode next = header.nodes(node++);
      if (next.length() < 0 || next.nullCount() < 0 || next.nullCount() > next.length()) {
        throw new CorruptMessageException(
            "A column of " + next.length() + " values, " + next.nullCount() + " of them NULL");
      }
      if (rows >= 0 && next.length() != rows) {
        throw new CorruptMessageException(
            "A column of " + next.length() + " values in a batch of " + rows + " rows");
      }
      int count = TypeLayout.getTypeBufferCount(vector.getField().getType());
      List<ArrowBuf> own = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        own.add(nextBuffer());
      }
      BufferChecks.check(vector, next.length(), next.nullCount(), own);
      vector.loadFieldBuffers(new ArrowFieldNode(next.length(), next.nullCount()), own);
      if (vector instanceof BaseListVector && node < header.nodesLength()) {
        BufferChecks.checkOffsets(vector, next.length(), own.get(1), header.nodes(node).length());
      }
      for (FieldVector child : vector.getChildrenFromFields()) {
        load(child, ANY_ROWS);
      }
    }

    private ArrowBuf nextBuffer() {
      if (buffer >= header.buffersLength()) {
        throw new CorruptMessageException("The message has fewer buffers than the schema");
      }
      Buffer next = header.buffers(buffer++);
      if (next.offset() < 0 || next.length() < 0 || next.length() > length - next.offset()) {
        throw new CorruptMessageException(
            "A buffer at " + next.offset() + " of " + next.length() + " in " + length + " bytes");
      }
      bytes += next.length();
      return message.slice(start + next.offset(), next.length()).writerIndex(next.length());
    }

    void checkAllUsed() {
      if (node != header.nodesLength() || buffer != header.buffersLength()) {
        throw new CorruptMessageException("The message has more columns than the schema");
      }
    }
  }
}
