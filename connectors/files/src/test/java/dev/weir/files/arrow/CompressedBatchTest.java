package dev.weir.files.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** The memory of batches whose buffers are compressed. */
class CompressedBatchTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));
  private static final int ZSTD_MAGIC = 0xFD2FB528;

  private static byte[] write(RootAllocator allocator) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        ArrowStreamWriter writer =
            new ArrowStreamWriter(
                root,
                null,
                Channels.newChannel(out),
                IpcOption.DEFAULT,
                CommonsCompressionFactory.INSTANCE,
                CodecType.ZSTD)) {
      writer.start();
      for (int row = 0; row < 5_000; row++) {
        ((BigIntVector) root.getVector(0)).setSafe(row, row);
      }
      root.setRowCount(5_000);
      writer.writeBatch();
      writer.end();
    }
    return out.toByteArray();
  }

  /** The bitmap before the values is valid, and decompressed when the values are found invalid. */
  @Test
  void next_secondBufferInvalid_leavesNoMemory() throws IOException {
    try (RootAllocator allocator = new RootAllocator()) {
      byte[] bytes = write(allocator);
      ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int last = bytes.length - Integer.BYTES;
      while (words.getInt(last) != ZSTD_MAGIC) {
        last--;
      }
      words.putInt(last, 0);

      ArrowBatchReader reader =
          new ArrowBatchReader(
              new BufferedInputStream(new ByteArrayInputStream(bytes)),
              SCHEMA,
              new BatchLimits(1 << 20, 100_000, 8L << 20),
              allocator,
              Place.of(Side.SOURCE, "files"),
              "t.arrows");
      assertThatThrownBy(reader::next)
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("t.arrows: an Arrow message is invalid (");
      reader.close();

      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }
}
