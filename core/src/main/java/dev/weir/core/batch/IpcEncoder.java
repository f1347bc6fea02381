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

/**
 * Writes a batch as one Arrow IPC record batch message in one contiguous buffer: the metadata is
 * built once, then each column's used bytes are copied once. The schema does not travel with it.
 *
 * <p>Dictionaries and body compression are not written. A column without nulls has no validity
 * buffer, as the format allows. For one thread.
 */
public final class IpcEncoder {
  private static final int METADATA_BYTES_GUESS = 1024;

  private final BufferAllocator allocator;
  private final int headroomBytes;
  private final FlatBufferBuilder builder = new FlatBufferBuilder(METADATA_BYTES_GUESS);

  private final List<ArrowBuf> buffers = new ArrayList<>();
  private final List<FieldVector> nodes = new ArrayList<>();
  private final List<Integer> nullCounts = new ArrayList<>();

  /**
   * An encoder that leaves room in front of each message.
   *
   * @param headroomBytes left free at the front of each buffer, for the frame's header; a multiple
   *     of 8
   */
  public IpcEncoder(BufferAllocator allocator, int headroomBytes) {
    if (headroomBytes % IpcLayout.ALIGNMENT_BYTES != 0) {
      throw new IllegalArgumentException("Headroom is a multiple of 8, not " + headroomBytes);
    }
    this.allocator = allocator;
    this.headroomBytes = headroomBytes;
  }

  /** A new buffer, owned by the caller: the headroom, then the message up to its writer index. */
  public ArrowBuf encode(VectorSchemaRoot root) {
    buffers.clear();
    nodes.clear();
    nullCounts.clear();
    for (FieldVector vector : root.getFieldVectors()) {
      collect(vector);
    }

    long bodyBytes = 0;
    for (ArrowBuf buffer : buffers) {
      bodyBytes += padded(buffer.readableBytes());
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
    for (ArrowBuf buffer : buffers) {
      long length = buffer.readableBytes();
      out.setBytes(at, buffer, buffer.readerIndex(), length);
      zero(out, at + length, padded(length) - length);
      at += padded(length);
    }
    return out.writerIndex(at);
  }

  private void collect(FieldVector vector) {
    int nullCount = vector.getNullCount();
    nodes.add(vector);
    nullCounts.add(nullCount);
    List<ArrowBuf> own = vector.getFieldBuffers();
    for (int i = 0; i < own.size(); i++) {
      boolean absentValidity = i == 0 && nullCount == 0;
      buffers.add(absentValidity ? allocator.getEmpty() : own.get(i));
    }
    for (FieldVector child : vector.getChildrenFromFields()) {
      collect(child);
    }
  }

  /** The flatbuffer; FlatBuffers builds vectors of structs back to front. */
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
      long length = buffers.get(i).readableBytes();
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
