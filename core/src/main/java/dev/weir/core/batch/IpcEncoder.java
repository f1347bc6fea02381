package dev.weir.core.batch;

import static dev.weir.core.batch.IpcLayout.PREFIX_BYTES;
import static dev.weir.core.batch.IpcLayout.padded;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Encodes a batch as one Arrow IPC record batch message in one contiguous buffer. Each used byte is
 * copied once. The message does not contain the schema.
 *
 * <p>The body is not compressed. A column without nulls has an empty validity buffer, as the format
 * allows. Not thread-safe.
 */
public final class IpcEncoder {
  private static final int INITIAL_METADATA_BYTES = 1024;

  private final Schema schema;
  private final BufferAllocator allocator;
  private final int headroomBytes;
  private final FlatBufferBuilder builder = new FlatBufferBuilder(INITIAL_METADATA_BYTES);

  private final List<Range> buffers = new ArrayList<>();
  private final List<FieldVector> nodes = new ArrayList<>();
  private final List<Integer> nullCounts = new ArrayList<>();

  /**
   * Creates an encoder for batches of one schema.
   *
   * @param headroomBytes free space at the start of each buffer, for the frame header; a multiple
   *     of 8
   * @throws dev.weir.core.error.WeirException of kind SCHEMA if a column's type is not supported
   */
  public IpcEncoder(Schema schema, BufferAllocator allocator, int headroomBytes) {
    if (headroomBytes < 0 || headroomBytes % IpcLayout.ALIGNMENT_BYTES != 0) {
      throw new IllegalArgumentException("headroomBytes must be a multiple of 8: " + headroomBytes);
    }
    ColumnLayout.of(schema);
    this.schema = schema;
    this.allocator = allocator;
    this.headroomBytes = headroomBytes;
  }

  /**
   * Encodes a batch.
   *
   * @param root a batch of the encoder's schema
   * @return a new buffer, owned by the caller: the headroom, then the message up to the writer
   *     index
   */
  public ArrowBuf encode(VectorSchemaRoot root) {
    if (!root.getSchema().equals(schema)) {
      throw new IllegalArgumentException(
          "The batch has schema %s, the encoder %s".formatted(root.getSchema(), schema));
    }
    buffers.clear();
    nodes.clear();
    nullCounts.clear();
    for (FieldVector vector : root.getFieldVectors()) {
      collect(vector);
    }

    long bodyBytes = 0;
    for (Range range : buffers) {
      bodyBytes += padded(range.bytes);
    }
    ByteBuffer metadata = metadata(root.getRowCount(), bodyBytes);
    int metadataBytes = metadata.remaining();
    long metadataPadded = padded(metadataBytes);

    ArrowBuf out = allocator.buffer(headroomBytes + PREFIX_BYTES + metadataPadded + bodyBytes);
    long position = headroomBytes;
    out.setInt(position, IpcLayout.CONTINUATION);
    out.setInt(position + IpcLayout.CONTINUATION_BYTES, (int) metadataPadded);
    position += PREFIX_BYTES;
    out.setBytes(position, metadata);
    zero(out, position + metadataBytes, metadataPadded - metadataBytes);
    position += metadataPadded;
    for (Range range : buffers) {
      out.setBytes(position, range.buffer, range.start, range.bytes);
      zero(out, position + range.bytes, padded(range.bytes) - range.bytes);
      position += padded(range.bytes);
    }
    return out.writerIndex(position);
  }

  /** The range of a vector's buffer that the message contains. */
  private record Range(ArrowBuf buffer, long start, long bytes) {
    static Range empty(ArrowBuf buffer) {
      return new Range(buffer, 0, 0);
    }
  }

  /** The first buffer of every supported layout is the validity bitmap. */
  private void collect(FieldVector vector) {
    int nullCount = vector.getNullCount();
    nodes.add(vector);
    nullCounts.add(nullCount);
    List<ArrowBuf> fieldBuffers = vector.getFieldBuffers();
    for (int i = 0; i < fieldBuffers.size(); i++) {
      boolean absentValidity = i == 0 && nullCount == 0;
      buffers.add(
          absentValidity ? Range.empty(fieldBuffers.get(i)) : used(vector, fieldBuffers.get(i)));
    }
    for (FieldVector child : vector.getChildrenFromFields()) {
      collect(child);
    }
  }

  /**
   * Returns the used range of a buffer. Arrow sets the writer index of list offsets even if they
   * are not allocated, and thereby that of the allocator's shared empty buffer.
   */
  private static Range used(FieldVector vector, ArrowBuf buffer) {
    if (buffer.readableBytes() <= buffer.capacity()) {
      return new Range(buffer, buffer.readerIndex(), buffer.readableBytes());
    }
    if (vector.getValueCount() > 0) {
      throw new IllegalArgumentException(
          "Column %s has %d values, but a buffer of %d bytes"
              .formatted(vector.getName(), vector.getValueCount(), buffer.capacity()));
    }
    return Range.empty(buffer);
  }

  /** Builds the flatbuffer. Vectors of structs are written from the last element to the first. */
  private ByteBuffer metadata(int rows, long bodyBytes) {
    builder.clear();
    RecordBatch.startNodesVector(builder, nodes.size());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      FieldNode.createFieldNode(builder, nodes.get(i).getValueCount(), nullCounts.get(i));
    }
    int nodesOffset = builder.endVector();

    RecordBatch.startBuffersVector(builder, buffers.size());
    long end = bodyBytes;
    for (int i = buffers.size() - 1; i >= 0; i--) {
      long length = buffers.get(i).bytes;
      end -= padded(length);
      Buffer.createBuffer(builder, end, length);
    }
    int buffersOffset = builder.endVector();

    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, rows);
    RecordBatch.addNodes(builder, nodesOffset);
    RecordBatch.addBuffers(builder, buffersOffset);
    int batchOffset = RecordBatch.endRecordBatch(builder);

    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addHeaderType(builder, MessageHeader.RecordBatch);
    Message.addHeader(builder, batchOffset);
    Message.addBodyLength(builder, bodyBytes);
    builder.finish(Message.endMessage(builder));
    return builder.dataBuffer();
  }

  private static void zero(ArrowBuf buffer, long position, long length) {
    if (length > 0) {
      buffer.checkBytes(position, position + length);
      MemoryUtil.setMemory(buffer.memoryAddress() + position, length, (byte) 0);
    }
  }
}
