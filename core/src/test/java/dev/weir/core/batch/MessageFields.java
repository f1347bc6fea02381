package dev.weir.core.batch;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * The numbers in the metadata of a message, as one list: rows, body length, then length and null
 * count of each node, then offset and length of each buffer. Writes messages with changed numbers,
 * bodies and flags.
 */
final class MessageFields {
  private static final int ROWS = 0;
  private static final int BODY_LENGTH = 1;
  private static final int NODES = 2;

  private final int nodes;
  private final List<Long> numbers;
  private final byte[] body;
  private final short version;
  private final boolean compressed;

  private MessageFields(
      int nodes, List<Long> numbers, byte[] body, short version, boolean compressed) {
    this.nodes = nodes;
    this.numbers = numbers;
    this.body = body;
    this.version = version;
    this.compressed = compressed;
  }

  static MessageFields of(byte[] message) {
    ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    int metadataBytes = buffer.getInt(IpcLayout.CONTINUATION_BYTES);
    Message metadata =
        Message.getRootAsMessage(
            buffer.slice(IpcLayout.PREFIX_BYTES, metadataBytes).order(ByteOrder.LITTLE_ENDIAN));
    RecordBatch batch = (RecordBatch) metadata.header(new RecordBatch());
    List<Long> numbers = new ArrayList<>(List.of(batch.length(), metadata.bodyLength()));
    for (int i = 0; i < batch.nodesLength(); i++) {
      FieldNode node = batch.nodes(i);
      numbers.add(node.length());
      numbers.add(node.nullCount());
    }
    for (int i = 0; i < batch.buffersLength(); i++) {
      Buffer next = batch.buffers(i);
      numbers.add(next.offset());
      numbers.add(next.length());
    }
    byte[] body =
        Arrays.copyOfRange(message, IpcLayout.PREFIX_BYTES + metadataBytes, message.length);
    return new MessageFields(
        batch.nodesLength(), numbers, body, metadata.version(), batch.compression() != null);
  }

  List<Long> numbers() {
    return numbers;
  }

  byte[] body() {
    return body;
  }

  MessageFields with(int index, long number) {
    List<Long> changed = new ArrayList<>(numbers);
    changed.set(index, number);
    return new MessageFields(nodes, changed, body, version, compressed);
  }

  MessageFields withRows(long rows) {
    return with(ROWS, rows);
  }

  MessageFields withValues(int node, long values) {
    return with(NODES + 2 * node, values);
  }

  MessageFields withNulls(int node, long nulls) {
    return with(NODES + 2 * node + 1, nulls);
  }

  /** Replaces the body and its length. */
  MessageFields withBody(byte[] changed) {
    MessageFields fields = with(BODY_LENGTH, changed.length);
    return new MessageFields(nodes, fields.numbers, changed, version, compressed);
  }

  MessageFields withVersion(short changed) {
    return new MessageFields(nodes, numbers, body, changed, compressed);
  }

  /** Sets the compression flag; the buffers are not changed. */
  MessageFields withCompression() {
    return new MessageFields(nodes, numbers, body, version, true);
  }

  /** Returns the offset of a buffer in the body. */
  int bufferOffset(int buffer) {
    return Math.toIntExact(numbers.get(NODES + 2 * nodes + 2 * buffer));
  }

  byte[] toMessage() {
    ByteBuffer metadata = metadata();
    int metadataBytes = (int) IpcLayout.padded(metadata.remaining());
    ByteBuffer message =
        ByteBuffer.allocate(IpcLayout.PREFIX_BYTES + metadataBytes + body.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    message.putInt(IpcLayout.CONTINUATION).putInt(metadataBytes).put(metadata);
    return message.position(IpcLayout.PREFIX_BYTES + metadataBytes).put(body).array();
  }

  private ByteBuffer metadata() {
    // As in the encoder's metadata: numbers that are 0 are there, too.
    FlatBufferBuilder builder = new FlatBufferBuilder().forceDefaults(true);
    int buffers = (numbers.size() - NODES) / 2 - nodes;
    int firstBuffer = NODES + 2 * nodes;
    RecordBatch.startNodesVector(builder, nodes);
    for (int i = firstBuffer - 2; i >= NODES; i -= 2) {
      FieldNode.createFieldNode(builder, numbers.get(i), numbers.get(i + 1));
    }
    int nodesOffset = builder.endVector();
    RecordBatch.startBuffersVector(builder, buffers);
    for (int i = numbers.size() - 2; i >= firstBuffer; i -= 2) {
      Buffer.createBuffer(builder, numbers.get(i), numbers.get(i + 1));
    }
    int buffersOffset = builder.endVector();
    int compression =
        compressed
            ? BodyCompression.createBodyCompression(
                builder, CompressionType.LZ4_FRAME, BodyCompressionMethod.BUFFER)
            : 0;
    RecordBatch.startRecordBatch(builder);
    if (compressed) {
      RecordBatch.addCompression(builder, compression);
    }
    RecordBatch.addLength(builder, numbers.get(ROWS));
    RecordBatch.addNodes(builder, nodesOffset);
    RecordBatch.addBuffers(builder, buffersOffset);
    int batch = RecordBatch.endRecordBatch(builder);
    Message.startMessage(builder);
    Message.addVersion(builder, version);
    Message.addHeaderType(builder, MessageHeader.RecordBatch);
    Message.addHeader(builder, batch);
    Message.addBodyLength(builder, numbers.get(BODY_LENGTH));
    builder.finish(Message.endMessage(builder));
    return builder.dataBuffer();
  }
}
