package dev.weir.core.batch;

import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * The metadata of a record batch message, checked against the schema and the body length: the nodes
 * and buffers are those of the schema, and the padded buffers fill the body without gaps.
 *
 * <p>Nodes and buffers are in depth-first order. Source: Arrow columnar format 1.5, "RecordBatch
 * message".
 */
final class RecordBatchMetadata {
  /** 0 to 2^31 - 1. */
  final int rows;

  /** The number of values of each node, 0 to 2^31 - 1. */
  final long[] values;

  /** The number of nulls of each node, at most its number of values. */
  final long[] nulls;

  /** The offset of each buffer in the body. */
  final long[] offsets;

  /** The length of each buffer in bytes, without padding. */
  final long[] lengths;

  private RecordBatchMetadata(int rows, int nodes, int buffers) {
    this.rows = rows;
    this.values = new long[nodes];
    this.nulls = new long[nodes];
    this.offsets = new long[buffers];
    this.lengths = new long[buffers];
  }

  /**
   * Reads the flatbuffer.
   *
   * @param flatbuffer the metadata, without the message prefix
   * @param nodes the number of nodes of the schema
   * @param buffers the number of buffers of the schema
   * @throws CorruptMessageException if it is not the metadata of a record batch of that schema with
   *     a body of this length
   */
  static RecordBatchMetadata read(ByteBuffer flatbuffer, int nodes, int buffers, long bodyBytes) {
    RecordBatchMetadata metadata;
    try {
      metadata = read(recordBatch(flatbuffer, bodyBytes), nodes, buffers);
    } catch (IndexOutOfBoundsException e) {
      throw new CorruptMessageException("The metadata contains an offset that is out of bounds", e);
    }
    metadata.checkCounts();
    metadata.checkBuffers(bodyBytes);
    return metadata;
  }

  private static RecordBatch recordBatch(ByteBuffer flatbuffer, long bodyBytes) {
    Message message = Message.getRootAsMessage(flatbuffer);
    if (message.version() != MetadataVersion.V5) {
      throw new CorruptMessageException(
          "The message has metadata version %d, expected %d"
              .formatted(message.version(), MetadataVersion.V5));
    }
    if (message.bodyLength() != bodyBytes) {
      throw new CorruptMessageException(
          "The message has a body of %d bytes, its metadata specifies %d"
              .formatted(bodyBytes, message.bodyLength()));
    }
    if (message.headerType() == MessageHeader.RecordBatch
        && message.header(new RecordBatch()) instanceof RecordBatch batch) {
      if (batch.compression() != null || batch.variadicBufferCountsLength() != 0) {
        throw new CorruptMessageException("The message has compressed or variadic buffers");
      }
      return batch;
    }
    throw new CorruptMessageException("The message is not a record batch");
  }

  private static RecordBatchMetadata read(RecordBatch batch, int nodes, int buffers) {
    if (batch.nodesLength() != nodes || batch.buffersLength() != buffers) {
      throw new CorruptMessageException(
          "The message has %d nodes and %d buffers, the schema %d and %d"
              .formatted(batch.nodesLength(), batch.buffersLength(), nodes, buffers));
    }
    if (batch.length() < 0 || batch.length() > Integer.MAX_VALUE) {
      throw new CorruptMessageException("The message has " + batch.length() + " rows");
    }
    int rows = (int) batch.length();
    RecordBatchMetadata metadata = new RecordBatchMetadata(rows, nodes, buffers);
    FieldNode node = new FieldNode();
    for (int i = 0; i < nodes; i++) {
      batch.nodes(node, i);
      metadata.values[i] = node.length();
      metadata.nulls[i] = node.nullCount();
    }
    Buffer buffer = new Buffer();
    for (int i = 0; i < buffers; i++) {
      batch.buffers(buffer, i);
      metadata.offsets[i] = buffer.offset();
      metadata.lengths[i] = buffer.length();
    }
    return metadata;
  }

  private void checkCounts() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] > Integer.MAX_VALUE || nulls[i] < 0 || nulls[i] > values[i]) {
        throw new CorruptMessageException(
            "Node %d has %d values and %d nulls".formatted(i, values[i], nulls[i]));
      }
    }
  }

  private void checkBuffers(long bodyBytes) {
    long position = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] != position || lengths[i] < 0 || lengths[i] > bodyBytes - position) {
        throw new CorruptMessageException(
            "Buffer %d has offset %d and length %d, expected offset %d in a body of %d bytes"
                .formatted(i, offsets[i], lengths[i], position, bodyBytes));
      }
      position += IpcLayout.padded(lengths[i]);
    }
    if (position != bodyBytes) {
      throw new CorruptMessageException(
          "The buffers end at %d in a body of %d bytes".formatted(position, bodyBytes));
    }
  }
}
