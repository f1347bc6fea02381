package dev.weir.core.batch;

import static dev.weir.core.batch.IpcLayout.padded;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;

/**
 * The metadata of the record batch messages of one schema. Its layout depends only on the numbers
 * of nodes and buffers, so it is built once, with 0 for each number of a batch; those are set in a
 * copy.
 */
final class MetadataTemplate {
  private static final int INITIAL_BYTES = 1024;

  /** A node or a buffer is two numbers. Source: Arrow, Message.fbs, FieldNode and Buffer. */
  private static final int PAIR_BYTES = 2 * Long.BYTES;

  private final byte[] metadata;
  private final int bodyBytesAt;
  private final int rowsAt;
  private final int nodesAt;
  private final int buffersAt;

  /** Builds the flatbuffer, from its end to its start. */
  MetadataTemplate(int nodes, int buffers) {
    // A number that is 0 is left out otherwise.
    FlatBufferBuilder builder = new FlatBufferBuilder(INITIAL_BYTES).forceDefaults(true);
    RecordBatch.startNodesVector(builder, nodes);
    for (int i = 0; i < nodes; i++) {
      FieldNode.createFieldNode(builder, 0, 0);
    }
    int nodesVector = builder.endVector();

    RecordBatch.startBuffersVector(builder, buffers);
    for (int i = 0; i < buffers; i++) {
      Buffer.createBuffer(builder, 0, 0);
    }
    int buffersVector = builder.endVector();

    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, 0);
    int rows = builder.offset();
    RecordBatch.addNodes(builder, nodesVector);
    RecordBatch.addBuffers(builder, buffersVector);
    int batch = RecordBatch.endRecordBatch(builder);

    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addHeaderType(builder, MessageHeader.RecordBatch);
    Message.addHeader(builder, batch);
    Message.addBodyLength(builder, 0);
    int bodyBytes = builder.offset();
    builder.finish(Message.endMessage(builder));

    ByteBuffer flatbuffer = builder.dataBuffer();
    int length = flatbuffer.remaining();
    byte[] bytes = new byte[length];
    flatbuffer.get(bytes);
    metadata = Arrays.copyOf(bytes, Math.toIntExact(padded(length)));
    // The builder's offsets count from the end; a vector starts with the number of its elements.
    bodyBytesAt = length - bodyBytes;
    rowsAt = length - rows;
    nodesAt = length - nodesVector + Integer.BYTES;
    buffersAt = length - buffersVector + Integer.BYTES;
  }

  /** Returns the length of the metadata with its padding. */
  int bytes() {
    return metadata.length;
  }

  /** Writes the metadata with its padding, all numbers 0. */
  void write(ArrowBuf out, long at) {
    out.setBytes(at, metadata);
  }

  /** Sets the numbers of the batch in metadata that was written at this position. */
  void setBatch(ArrowBuf out, long at, long rows, long bodyBytes) {
    out.setLong(at + rowsAt, rows);
    out.setLong(at + bodyBytesAt, bodyBytes);
  }

  /** Sets the numbers of one node. */
  void setNode(ArrowBuf out, long at, int node, long values, long nulls) {
    long pair = at + nodesAt + (long) node * PAIR_BYTES;
    out.setLong(pair, values);
    out.setLong(pair + Long.BYTES, nulls);
  }

  /** Sets the numbers of one buffer, whose offset is that in the body. */
  void setBuffer(ArrowBuf out, long at, int buffer, long offset, long length) {
    long pair = at + buffersAt + (long) buffer * PAIR_BYTES;
    out.setLong(pair, offset);
    out.setLong(pair + Long.BYTES, length);
  }
}
