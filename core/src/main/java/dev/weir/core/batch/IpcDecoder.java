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
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
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

    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    try {
      for (FieldVector vector : root.getFieldVectors()) {
        body.load(vector);
      }
      body.checkAllUsed();
      root.setRowCount(Math.toIntExact(header.length()));
      return new Batch(root, body.bytes);
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
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
      CorruptMessageException corrupt =
          new CorruptMessageException("The message's metadata points outside itself");
      corrupt.initCause(e);
      throw corrupt;
    }
    throw new CorruptMessageException("The message is no record batch");
  }

  /** Hands the body's buffers out in the order in which the format lists them. */
  private static final class Body {
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

    void load(FieldVector vector) {
      if (node >= header.nodesLength()) {
        throw new CorruptMessageException("The message has fewer columns than the schema");
      }
      FieldNode next = header.nodes(node++);
      if (next.length() != header.length() && vector.getField().getChildren().isEmpty()) {
        throw new CorruptMessageException(
            "A column of " + next.length() + " values in a batch of " + header.length() + " rows");
      }
      int count = TypeLayout.getTypeBufferCount(vector.getField().getType());
      List<ArrowBuf> own = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        own.add(nextBuffer());
      }
      vector.loadFieldBuffers(new ArrowFieldNode(next.length(), next.nullCount()), own);
      for (FieldVector child : vector.getChildrenFromFields()) {
        load(child);
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
