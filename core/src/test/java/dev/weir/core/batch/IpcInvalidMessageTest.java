package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that are invalid in one respect, and the error that reports it. */
class IpcInvalidMessageTest {
  private static final Field ITEM = Field.nullable("item", new ArrowType.Int(32, true));
  private static final int ROWS = 3;
  private static final int OFFSETS_BUFFER = 1;

  private final BufferAllocator allocator = new RootAllocator();

  /** Fails if a rejected message leaks. */
  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  static Stream<Arguments> typesWithOffsets() {
    return Stream.of(
        Arguments.of(ArrowType.Utf8.INSTANCE, Integer.BYTES, "c has a buffer of 6 bytes"),
        Arguments.of(ArrowType.LargeUtf8.INSTANCE, Long.BYTES, "c has a buffer of 6 bytes"),
        Arguments.of(ArrowType.List.INSTANCE, Integer.BYTES, "c.item has 6 values"),
        Arguments.of(ArrowType.LargeList.INSTANCE, Long.BYTES, "c.item has 6 values"));
  }

  /** Three values of two bytes or items each: the offsets are 0, 2, 4, 6. */
  @ParameterizedTest
  @MethodSource("typesWithOffsets")
  void decode_invalidOffsets_isRejected(ArrowType type, int width, String lengthError) {
    Schema schema = schema(type);
    MessageFields fields = MessageFields.of(encodeTwoEach(schema));
    String offsetError = "Column c has negative or decreasing offsets";

    assertRejected(schema, withOffset(fields, width, 0, -1), offsetError);
    assertRejected(schema, withOffset(fields, width, 1, -2), offsetError);
    assertRejected(schema, withOffset(fields, width, 1, 5), offsetError);
    assertRejected(schema, withOffset(fields, width, 2, 1_000_000), offsetError);
    assertRejected(schema, withOffset(fields, width, 3, 3), offsetError);
    assertRejected(
        schema, withOffset(fields, width, 3, 7), "Column " + lengthError + ", expected 7");
  }

  @Test
  void decode_fixedSizeListWithTooFewItems_isRejected() {
    Field nullItem = Field.nullable("item", ArrowType.Null.INSTANCE);
    Schema schema =
        new Schema(
            List.of(
                new Field(
                    "c",
                    FieldType.notNullable(new ArrowType.FixedSizeList(2)),
                    List.of(nullItem))));
    try (VectorSchemaRoot root = RandomBatches.of(schema, ROWS, 1, allocator)) {
      MessageFields fields = MessageFields.of(Messages.encode(root, allocator));

      assertRejected(
          schema,
          fields.withValues(1, 5).withNulls(1, 5),
          "Column c.item has 5 values, expected 6 or more");
    }
  }

  @Test
  void decode_unsupportedMetadata_isRejected() {
    Schema schema = schema(ArrowType.Utf8.INSTANCE);
    MessageFields fields = MessageFields.of(encodeTwoEach(schema));

    assertRejected(
        schema,
        fields.withVersion(MetadataVersion.V4),
        "The message has metadata version 3, expected 4");
    assertRejected(
        schema, fields.withCompression(), "The message has compressed or variadic buffers");
    assertRejected(
        schema,
        fields.withBody(Arrays.copyOf(fields.body(), fields.body().length + 8)),
        "The buffers end at");
  }

  /** The buffers of these messages do not bound the number of rows. */
  @Test
  void decode_tooManyRows_isRejected() {
    long rows = 1L + Integer.MAX_VALUE;
    Schema noColumns = new Schema(List.of());
    assertRejected(noColumns, empty(noColumns).withRows(rows), "The message has 2147483648 rows");
    assertRejected(noColumns, empty(noColumns).withRows(-1), "The message has -1 rows");

    Schema nulls = new Schema(List.of(Field.nullable("c", ArrowType.Null.INSTANCE)));
    assertRejected(
        nulls,
        empty(nulls).withValues(0, rows).withNulls(0, rows),
        "Node 0 has 2147483648 values and 2147483648 nulls");
  }

  private static Schema schema(ArrowType type) {
    boolean isList = type instanceof ArrowType.List || type instanceof ArrowType.LargeList;
    return new Schema(
        List.of(new Field("c", FieldType.notNullable(type), isList ? List.of(ITEM) : List.of())));
  }

  private byte[] encodeTwoEach(Schema schema) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      FieldVector vector = root.getVector(0);
      vector.allocateNew();
      for (int row = 0; row < ROWS; row++) {
        if (vector instanceof VarCharVector texts) {
          texts.set(row, new byte[2]);
        } else if (vector instanceof LargeVarCharVector texts) {
          texts.set(row, new byte[2]);
        } else if (vector instanceof ListVector lists) {
          lists.startNewValue(row);
          lists.endValue(row, 2);
        } else if (vector instanceof LargeListVector lists) {
          lists.startNewValue(row);
          lists.endValue(row, 2);
        }
      }
      for (FieldVector items : vector.getChildrenFromFields()) {
        for (int i = 0; i < 2 * ROWS; i++) {
          ((IntVector) items).set(i, i);
        }
      }
      root.setRowCount(ROWS);
      return Messages.encode(root, allocator);
    }
  }

  private MessageFields empty(Schema schema) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      return MessageFields.of(Messages.encode(root, allocator));
    }
  }

  private static MessageFields withOffset(MessageFields fields, int width, int index, long offset) {
    byte[] body = fields.body().clone();
    ByteBuffer buffer = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    int position = fields.bufferOffset(OFFSETS_BUFFER) + index * width;
    if (width == Integer.BYTES) {
      buffer.putInt(position, (int) offset);
    } else {
      buffer.putLong(position, offset);
    }
    return fields.withBody(body);
  }

  private void assertRejected(Schema schema, MessageFields fields, String message) {
    assertThatThrownBy(() -> Messages.decode(fields.toMessage(), schema, allocator))
        .isInstanceOf(CorruptMessageException.class)
        .hasMessageStartingWith(message);
  }
}
