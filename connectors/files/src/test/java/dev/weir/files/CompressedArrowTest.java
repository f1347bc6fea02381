package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrow files whose buffers another writer has compressed. */
class CompressedArrowTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.nullable("id", new ArrowType.Int(64, true)),
              Field.nullable("name", ArrowType.Utf8.INSTANCE)));
  private static final int BATCHES = 3;
  private static final int ROWS = 2_000;

  @TempDir private Path directory;

  private Path write(String name, CodecType codec) throws IOException {
    Path file = directory.resolve(name);
    try (RootAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        ArrowWriter writer =
            name.endsWith("s")
                ? new ArrowStreamWriter(
                    root,
                    null,
                    channel,
                    IpcOption.DEFAULT,
                    CommonsCompressionFactory.INSTANCE,
                    codec)
                : new ArrowFileWriter(
                    root,
                    null,
                    channel,
                    null,
                    IpcOption.DEFAULT,
                    CommonsCompressionFactory.INSTANCE,
                    codec)) {
      writer.start();
      for (int batch = 0; batch < BATCHES; batch++) {
        root.clear();
        for (int i = 0; i < ROWS; i++) {
          int row = batch * ROWS + i;
          ((BigIntVector) root.getVector(0)).setSafe(i, row);
          if (row % 5 > 0) {
            byte[] text = name(row).getBytes(StandardCharsets.UTF_8);
            ((VarCharVector) root.getVector(1)).setSafe(i, text);
          }
        }
        root.setRowCount(ROWS);
        writer.writeBatch();
      }
      // Buffers that would grow are not compressed, and those of no rows are empty.
      root.clear();
      ((BigIntVector) root.getVector(0)).setSafe(0, -1);
      root.setRowCount(1);
      writer.writeBatch();
      root.clear();
      root.setRowCount(0);
      writer.writeBatch();
      writer.end();
    }
    return file;
  }

  private static String name(int row) {
    return "name \u00e4 " + row % 100;
  }

  private static String expected() {
    return IntStream.range(0, BATCHES * ROWS)
            .mapToObj(
                row ->
                    "{\"id\":%d,\"name\":%s}\n"
                        .formatted(row, row % 5 > 0 ? '"' + name(row) + '"' : "null"))
            .collect(Collectors.joining())
        + "{\"id\":-1,\"name\":null}\n";
  }

  private Outcome load(Path file, Path out) throws IOException {
    return FilesPipeline.run(
        new FilesPipeline(directory)
            .write(
                FilesPipeline.files(file, ""),
                "{ name: t }",
                FilesPipeline.files(out, "") + ", write_mode: replace"));
  }

  @ParameterizedTest
  @CsvSource({"t.arrow, LZ4_FRAME", "t.arrow, ZSTD", "t.arrows, LZ4_FRAME", "t.arrows, ZSTD"})
  void run_compressedBuffers_areRead(String name, CodecType codec) throws IOException {
    Path out = directory.resolve("out.jsonl");

    Outcome outcome = load(write(name, codec), out);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(Files.readString(out)).isEqualTo(expected());
  }

  /** A change is found by the codec or by the validation, or it is one of the data. */
  @ParameterizedTest
  @EnumSource(names = {"LZ4_FRAME", "ZSTD"})
  void run_changedBytes_areADataErrorOrData(CodecType codec) throws IOException {
    byte[] whole = Files.readAllBytes(write("whole.arrow", codec));
    Path changed = directory.resolve("t.arrow");
    Path out = directory.resolve("out.jsonl");
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 25; i++) {
      byte[] bytes = whole.clone();
      // After the schema; its strings may be any.
      int position = 600 + random.nextInt(whole.length - 1_600);
      bytes[position] = (byte) (bytes[position] ^ (1 << random.nextInt(8)));
      Files.write(changed, bytes);

      Outcome outcome = load(changed, out);

      assertThat(outcome.err()).doesNotContain("internal error", "leak");
      assertThat(outcome.code()).as("byte %d: %s", position, outcome.err()).isIn(0, 4);
      refused += outcome.code() == 4 ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @Test
  void run_bufferWithAnImpossibleLength_isADataErrorOfTheFile() throws IOException {
    Path file = write("t.arrows", CodecType.ZSTD);
    byte[] bytes = Files.readAllBytes(file);
    // The first frame of zstd begins after the length of its buffer.
    int frame = indexOf(bytes, new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD});
    bytes[frame - 1] = 0x7F;
    Files.write(file, bytes);

    Outcome outcome = load(file, directory.resolve("out.jsonl"));

    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.err()).contains("t.arrows: an Arrow message is invalid", "declared length");
  }

  private static int indexOf(byte[] bytes, byte[] sought) {
    for (int i = 0; i < bytes.length - sought.length; i++) {
      if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
        return i;
      }
    }
    throw new IllegalStateException("The bytes are not there");
  }
}
