package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.VectorEqualsVisitor;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpcCodecTest {
  private static final int HEADROOM_BYTES = 32;

  private final BufferAllocator allocator = new RootAllocator();

  /** Fails where a buffer was not given back. */
  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 64, 1000})
  void decode_ofEncoded_equalsTheBatch(int rows) {
    IpcEncoder encoder = new IpcEncoder(allocator, HEADROOM_BYTES);
    try (VectorSchemaRoot root = SampleBatches.of(rows, allocator);
        Batch decoded = decoder().takeAndDecode(encodeWithoutHeadroom(encoder, root))) {
      assertThat(decoded.rows()).isEqualTo(rows);
      assertThat(decoded.root().getSchema()).isEqualTo(SampleBatches.SCHEMA);
      assertEqual(decoded.root(), root);
    }
  }

  @Test
  void encode_twiceByOneEncoder_givesTheSameBytes() {
    IpcEncoder encoder = new IpcEncoder(allocator, HEADROOM_BYTES);
    try (VectorSchemaRoot root = SampleBatches.of(100, allocator);
        ArrowBuf first = encoder.encode(root);
        ArrowBuf second = encoder.encode(root)) {
      assertThat(bytes(second)).isEqualTo(bytes(first));
    }
  }

  @Test
  void arrowsOwnReader_readsTheMessage() throws IOException {
    try (VectorSchemaRoot root = SampleBatches.of(500, allocator);
        ArrowBuf message = new IpcEncoder(allocator, HEADROOM_BYTES).encode(root)) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      MessageSerializer.serialize(
          new WriteChannel(Channels.newChannel(stream)), SampleBatches.SCHEMA);
      stream.write(bytes(message));

      try (ArrowStreamReader reader =
          new ArrowStreamReader(new ByteArrayInputStream(stream.toByteArray()), allocator)) {
        assertThat(reader.loadNextBatch()).isTrue();
        assertEqual(reader.getVectorSchemaRoot(), root);
      }
    }
  }

  @Test
  void decode_ofEachTruncation_isRefused() {
    try (VectorSchemaRoot root = SampleBatches.of(20, allocator);
        ArrowBuf message = encodeWithoutHeadroom(new IpcEncoder(allocator, HEADROOM_BYTES), root)) {
      for (long length = 0; length < message.readableBytes(); length++) {
        ArrowBuf cut = copy(message);
        cut.writerIndex(cut.readerIndex() + length);
        assertThatThrownBy(() -> decoder().takeAndDecode(cut))
            .as("cut to %d bytes", length)
            .isInstanceOf(CorruptMessageException.class);
      }
    }
  }

  @Test
  void decode_ofFlippedMetadataBits_isRefusedOrStaysWithinTheMessage() {
    Random random = new Random(42);
    try (VectorSchemaRoot root = SampleBatches.of(20, allocator);
        ArrowBuf message = encodeWithoutHeadroom(new IpcEncoder(allocator, HEADROOM_BYTES), root)) {
      int metadataEnd = IpcLayout.PREFIX_BYTES + message.getInt(HEADROOM_BYTES + 4);
      for (int i = 0; i < 2_000; i++) {
        ArrowBuf forged = copy(message);
        int at = HEADROOM_BYTES + random.nextInt(metadataEnd);
        forged.setByte(at, forged.getByte(at) ^ (1 << random.nextInt(8)));
        decodeOrRefuse(forged);
      }
    }
  }

  private void decodeOrRefuse(ArrowBuf forged) {
    try (Batch batch = decoder().takeAndDecode(forged)) {
      assertThat(batch.rows()).isBetween(0, 20);
    } catch (CorruptMessageException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  private IpcDecoder decoder() {
    return new IpcDecoder(SampleBatches.SCHEMA, allocator);
  }

  private static ArrowBuf encodeWithoutHeadroom(IpcEncoder encoder, VectorSchemaRoot root) {
    return encoder.encode(root).readerIndex(HEADROOM_BYTES);
  }

  private ArrowBuf copy(ArrowBuf message) {
    ArrowBuf copy = allocator.buffer(message.writerIndex());
    copy.setBytes(0, message, 0, message.writerIndex());
    return copy.writerIndex(message.writerIndex()).readerIndex(message.readerIndex());
  }

  private static byte[] bytes(ArrowBuf message) {
    byte[] bytes = new byte[(int) message.writerIndex() - HEADROOM_BYTES];
    message.getBytes(HEADROOM_BYTES, bytes);
    return bytes;
  }

  private static void assertEqual(VectorSchemaRoot actual, VectorSchemaRoot expected) {
    assertThat(actual.getRowCount()).isEqualTo(expected.getRowCount());
    for (int i = 0; i < expected.getFieldVectors().size(); i++) {
      assertThat(
              VectorEqualsVisitor.vectorEquals(
                  actual.getVector(i), expected.getVector(i), (a, b) -> true))
          .as(expected.getVector(i).getName())
          .isTrue();
    }
  }
}
