package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.VectorEqualsVisitor;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** Encodes batches to byte arrays and decodes them. */
final class Messages {
  static final int HEADROOM_BYTES = 32;

  private Messages() {}

  static byte[] encode(VectorSchemaRoot root, BufferAllocator allocator) {
    IpcEncoder encoder = new IpcEncoder(root.getSchema(), allocator, HEADROOM_BYTES);
    try (ArrowBuf message = encoder.encode(root)) {
      byte[] bytes = new byte[(int) message.writerIndex() - HEADROOM_BYTES];
      message.getBytes(HEADROOM_BYTES, bytes);
      return bytes;
    }
  }

  /** Returns a batch owned by the caller. */
  static Batch decode(byte[] message, Schema schema, BufferAllocator allocator) {
    return new IpcDecoder(schema, allocator).takeAndDecode(buffer(message, allocator));
  }

  /** Returns the message after headroom, as in a pipeline; owned by the caller. */
  static ArrowBuf buffer(byte[] message, BufferAllocator allocator) {
    ArrowBuf buffer = allocator.buffer(HEADROOM_BYTES + message.length);
    buffer.setBytes(HEADROOM_BYTES, message);
    return buffer.writerIndex((long) HEADROOM_BYTES + message.length).readerIndex(HEADROOM_BYTES);
  }

  /** Returns a reader of a stream that contains the schema and this message. */
  static ArrowStreamReader arrowReader(byte[] message, Schema schema, BufferAllocator allocator)
      throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    MessageSerializer.serialize(new WriteChannel(Channels.newChannel(stream)), schema);
    stream.write(message);
    return new ArrowStreamReader(new ByteArrayInputStream(stream.toByteArray()), allocator);
  }

  static void assertEqual(VectorSchemaRoot actual, VectorSchemaRoot expected) {
    assertThat(actual.getRowCount()).isEqualTo(expected.getRowCount());
    assertThat(actual.getFieldVectors()).hasSameSizeAs(expected.getFieldVectors());
    for (int i = 0; i < expected.getFieldVectors().size(); i++) {
      assertThat(
              VectorEqualsVisitor.vectorEquals(
                  actual.getVector(i), expected.getVector(i), (a, b) -> true))
          .as(expected.getVector(i).getField().toString())
          .isTrue();
    }
  }
}
