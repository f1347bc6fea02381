package dev.weir.core.batch;

import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * The metadata of a record batch message, read once and checked against the schema and the body's
 * length: as many nodes and buffers as the schema has, and the buffers one after another, each
 * padded, without gaps, up to the body's end.
 *
 * <p>Nodes and buffers are in the format's order: depth first. Source: Arrow columnar format 1.5,
 * "RecordBatch message".
 */
final class RecordBatchMetadata {
  /** 0 to 2^31 - 1. */
  final int rows;

  /** The number of values of each node, 0 to 2^31 - 1. */
  final long[] values;

  /** The number of nulls of each node, at most that of its values. */
  final long[] nulls;

  /** Where each buffer begins in the body. */
  final long[] offsets;

  /** The bytes of each buffer, without padding. */
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
   * @param flatbuffer the metadata, without the message's prefix
   * @param nodes the nodes of the schema
   * @param buffers the buffers of the schema
   * @throws CorruptMessageException where it is not the metadata of a record batch of that schema
   *     with a body of this length
   */
  static RecordBatchMetadata read(ByteBuffer flatbuffer, int nodes, int buffers, long bodyBytes) {
    RecordBatchMetadata metadata;
    try {
      metadata = read(recordBatch(flatbuffer, bodyBytes), nodes, buffers);
    } catch (IndexOutOfBoundsException e) {
      throw new CorruptMessageException("The message's metadata points outside itself", e);
    }
    metadata.checkCounts();
    metadata.checkBuffers(bodyBytes);
    return metadata;
  }

  private static RecordBatch recordBatch(ByteBuffer flatbuffer, long bodyBytes) {
    Message message = Message.getRootAsMessage(flatbuffer);
    if (message.version() != MetadataVersion.V5) {
      throw new CorruptMessageException(
          "The message has metadata version %d in place of %d"
              .formatted(message.version(), MetadataVersion.V5));
    }
    if (message.bodyLength() != bodyBytes) {
      throw new CorruptMessageException(
          "The message has a body of %d bytes; its metadata says %d"
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
          "The message has %d nodes and %d buffers; the schema has %d and %d"
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
            "Node %d has %d values, %d of them null".formatted(i, values[i], nulls[i]));
      }
    }
  }

  private void checkBuffers(long bodyBytes) {
    long at = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] != at || lengths[i] < 0 || lengths[i] > bodyBytes - at) {
        throw new CorruptMessageException(
            "Buffer %d is at %d with %d bytes, in place of %d; the body has %d"
                .formatted(i, offsets[i], lengths[i], at, bodyBytes));
      }
      at += IpcLayout.padded(lengths[i]);
    }
    if (at != bodyBytes) {
      throw new CorruptMessageException(
          "The buffers end at %d in a body of %d bytes".formatted(at, bodyBytes));
    }
  }
}
