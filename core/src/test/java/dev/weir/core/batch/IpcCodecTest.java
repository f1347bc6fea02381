package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpcCodecTest {
  private final BufferAllocator allocator = new RootAllocator();

  /** Fails if a buffer leaks. */
  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 64, 1000})
  void decode_encodedBatch_equalsTheBatch(int rows) {
    try (VectorSchemaRoot root = SampleBatches.of(rows, allocator);
        Batch decoded =
            Messages.decode(Messages.encode(root, allocator), SampleBatches.SCHEMA, allocator)) {
      assertThat(decoded.rows()).isEqualTo(rows);
      assertThat(decoded.root().getSchema()).isEqualTo(SampleBatches.SCHEMA);
      Messages.assertEqual(decoded.root(), root);
    }
  }

  @Test
  void encode_twice_returnsTheSameBytes() {
    IpcEncoder encoder = new IpcEncoder(SampleBatches.SCHEMA, allocator, Messages.HEADROOM_BYTES);
    try (VectorSchemaRoot root = SampleBatches.of(100, allocator);
        ArrowBuf first = encoder.encode(root);
        ArrowBuf second = encoder.encode(root)) {
      assertThat(bytes(second)).isEqualTo(bytes(first));
    }
  }

  /** The comparison of schemas is left out only for the very schema that was accepted last. */
  @Test
  void encode_otherSchemaAfterAnEqualOne_isRejected() {
    Schema equal = new Schema(SampleBatches.SCHEMA.getFields());
    Schema other = new Schema(List.of(Field.nullable("id", ArrowType.Utf8.INSTANCE)));
    IpcEncoder encoder = new IpcEncoder(equal, allocator, Messages.HEADROOM_BYTES);
    try (VectorSchemaRoot root = SampleBatches.of(1, allocator);
        VectorSchemaRoot wrong = VectorSchemaRoot.create(other, allocator)) {
      encoder.encode(root).close();
      assertThatThrownBy(() -> encoder.encode(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void encode_batchOfAnotherSchema_isRejected() {
    Schema other = new Schema(List.of(Field.nullable("id", ArrowType.Utf8.INSTANCE)));
    IpcEncoder encoder = new IpcEncoder(other, allocator, Messages.HEADROOM_BYTES);
    try (VectorSchemaRoot root = SampleBatches.of(1, allocator)) {
      assertThatThrownBy(() -> encoder.encode(root))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("flag: Bool");
    }
  }

  /** A message has no bitmaps for them; a null that is set later must stay in its column. */
  @Test
  void decode_columnsWithoutNulls_haveBitmapsOfTheirOwn() {
    ArrowType type = new ArrowType.Int(32, true);
    Schema schema = new Schema(List.of(Field.nullable("a", type), Field.nullable("b", type)));
    int rows = 70;
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      for (FieldVector vector : root.getFieldVectors()) {
        for (int row = 0; row < rows; row++) {
          ((IntVector) vector).setSafe(row, row);
        }
      }
      root.setRowCount(rows);
      try (Batch decoded = Messages.decode(Messages.encode(root, allocator), schema, allocator)) {
        FieldVector a = decoded.root().getVector("a");
        FieldVector b = decoded.root().getVector("b");
        a.setNull(69);

        assertThat(List.of(a.getNullCount(), b.getNullCount())).containsExactly(1, 0);
        assertThat(a.isNull(69)).isTrue();
        assertThat(b.getValidityBuffer().getByte(8)).isEqualTo((byte) 0b11_1111);
      }
    }
  }

  /** Arrow sets the writer index of their offsets to 4 although the buffer is empty. */
  @Test
  void encode_unallocatedLists_isAnEmptyBatch() {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(SampleBatches.SCHEMA, allocator);
        Batch decoded =
            Messages.decode(Messages.encode(root, allocator), SampleBatches.SCHEMA, allocator)) {
      assertThat(decoded.rows()).isZero();
    }
  }

  @Test
  void decode_truncatedMessage_isRejected() {
    try (VectorSchemaRoot root = SampleBatches.of(20, allocator)) {
      byte[] message = Messages.encode(root, allocator);
      for (int length = 0; length < message.length; length++) {
        byte[] truncated = Arrays.copyOf(message, length);
        assertThatThrownBy(() -> Messages.decode(truncated, SampleBatches.SCHEMA, allocator))
            .as("truncated to %d bytes", length)
            .isInstanceOf(CorruptMessageException.class);
      }
    }
  }

  /** The bytes after the message are valid memory, so only the length check can reject it. */
  @Test
  void decode_messageInALongerBuffer_isRejected() {
    try (VectorSchemaRoot root = SampleBatches.of(20, allocator)) {
      byte[] message = Messages.encode(root, allocator);
      ArrowBuf buffer = Messages.buffer(message, allocator);
      buffer.writerIndex(buffer.writerIndex() - IpcLayout.ALIGNMENT_BYTES);
      assertThatThrownBy(
              () -> new IpcDecoder(SampleBatches.SCHEMA, allocator).takeAndDecode(buffer))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessageContaining("its metadata specifies");
    }
  }

  private static byte[] bytes(ArrowBuf message) {
    byte[] bytes = new byte[(int) message.writerIndex() - Messages.HEADROOM_BYTES];
    message.getBytes(Messages.HEADROOM_BYTES, bytes);
    return bytes;
  }
}
