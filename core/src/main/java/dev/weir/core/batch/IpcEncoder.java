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
 * Writes a batch as one Arrow IPC record batch message in one contiguous buffer: the metadata is
 * built once, then each column's used bytes are copied once. The message does not contain the
 * schema.
 *
 * <p>The body is not compressed. A column without nulls has an empty validity buffer, as the format
 * allows. For one thread.
 */
public final class IpcEncoder {
  private static final int METADATA_BYTES_GUESS = 1024;

  private final Schema schema;
  private final BufferAllocator allocator;
  private final int headroomBytes;
  private final FlatBufferBuilder builder = new FlatBufferBuilder(METADATA_BYTES_GUESS);

  private final List<Range> buffers = new ArrayList<>();
  private final List<FieldVector> nodes = new ArrayList<>();
  private final List<Integer> nullCounts = new ArrayList<>();

  /**
   * An encoder for batches of one schema.
   *
   * @param headroomBytes left free at the front of each buffer, for the frame's header; a multiple
   *     of 8
   * @throws dev.weir.core.error.WeirException of kind SCHEMA where a column's type is not supported
   */
  public IpcEncoder(Schema schema, BufferAllocator allocator, int headroomBytes) {
    if (headroomBytes < 0 || headroomBytes % IpcLayout.ALIGNMENT_BYTES != 0) {
      throw new IllegalArgumentException("Headroom is a multiple of 8, not " + headroomBytes);
    }
    ColumnLayout.of(schema);
    this.schema = schema;
    this.allocator = allocator;
    this.headroomBytes = headroomBytes;
  }

  /**
   * Encodes a batch.
   *
   * @param root of the encoder's schema
   * @return a new buffer, owned by the caller: the headroom, then the message up to its writer
   *     index
   */
  public ArrowBuf encode(VectorSchemaRoot root) {
    if (!root.getSchema().equals(schema)) {
      throw new IllegalArgumentException(
          "A batch of %s for an encoder of %s".formatted(root.getSchema(), schema));
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
    long at = headroomBytes;
    out.setInt(at, IpcLayout.CONTINUATION);
    out.setInt(at + IpcLayout.CONTINUATION_BYTES, (int) metadataPadded);
    at += PREFIX_BYTES;
    out.setBytes(at, metadata);
    zero(out, at + metadataBytes, metadataPadded - metadataBytes);
    at += metadataPadded;
    for (Range range : buffers) {
      out.setBytes(at, range.buffer, range.start, range.bytes);
      zero(out, at + range.bytes, padded(range.bytes) - range.bytes);
      at += padded(range.bytes);
    }
    return out.writerIndex(at);
  }

  /** The part of a vector's buffer that the message contains. */
  private record Range(ArrowBuf buffer, long start, long bytes) {
    static Range empty(ArrowBuf buffer) {
      return new Range(buffer, 0, 0);
    }
  }

  /** The first buffer of every supported type that has buffers is the validity bitmap. */
  private void collect(FieldVector vector) {
    int nullCount = vector.getNullCount();
    nodes.add(vector);
    nullCounts.add(nullCount);
    List<ArrowBuf> own = vector.getFieldBuffers();
    for (int i = 0; i < own.size(); i++) {
      boolean absentValidity = i == 0 && nullCount == 0;
      buffers.add(absentValidity ? Range.empty(own.get(i)) : used(vector, own.get(i)));
    }
    for (FieldVector child : vector.getChildrenFromFields()) {
      collect(child);
    }
  }

  /**
   * What the vector says it uses of a buffer. Arrow sets the writer index of a list's offsets even
   * where they are not allocated, and so that of the allocator's empty buffer, which all such
   * vectors share.
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

  /** The flatbuffer. FlatBuffers writes vectors of structs from the last element to the first. */
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

  private static void zero(ArrowBuf buffer, long at, long length) {
    if (length > 0) {
      buffer.checkBytes(at, at + length);
      MemoryUtil.setMemory(buffer.memoryAddress() + at, length, (byte) 0);
    }
  }
}
