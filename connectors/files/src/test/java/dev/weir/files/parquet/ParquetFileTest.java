package dev.weir.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FileCodec;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as bytes: row groups, memory, and damage. */
class ParquetFileTest {
  private static final Place PLACE = Place.of(Side.SOURCE, "files");
  private static final int BATCH_BYTES = 1 << 20;
  private static final BatchLimits LIMITS = new BatchLimits(BATCH_BYTES, 100_000, 8L * BATCH_BYTES);
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("id", FieldType.notNullable(new ArrowType.Int(64, true)), null),
              new Field("bytes", FieldType.nullable(ArrowType.Binary.INSTANCE), null)));

  @TempDir private Path directory;
  private final RootAllocator allocator = new RootAllocator();
  private final Random random = new Random(7);

  @AfterEach
  void noBufferIsLeft() {
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
  }

  /** Writes batches of rows with random bytes, and returns the file. */
  private Path write(int batches, int rows, int bytes, FileCodec codec) throws IOException {
    Path file = directory.resolve("t.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        ParquetBatchWriter writer = new ParquetBatchWriter(out, SCHEMA, codec, PLACE)) {
      for (int i = 0; i < batches; i++) {
        try (VectorSchemaRoot root = rows((long) i * rows, rows, bytes)) {
          writer.write(root);
        }
      }
      writer.finish();
    }
    return file;
  }

  private VectorSchemaRoot rows(long first, int rows, int bytes) {
    VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
    byte[] value = new byte[bytes];
    for (int i = 0; i < rows; i++) {
      random.nextBytes(value);
      ((BigIntVector) root.getVector(0)).setSafe(i, first + i);
      ((VarBinaryVector) root.getVector(1)).setSafe(i, value);
    }
    root.setRowCount(rows);
    return root;
  }

  private List<BlockMetaData> groups(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return ParquetFooter.read(channel, PLACE, "t.parquet").metadata().getBlocks();
    }
  }

  private ParquetBatchReader reader(FileChannel channel) throws IOException {
    return new ParquetBatchReader(channel, SCHEMA, LIMITS, allocator, PLACE, "t.parquet");
  }

  /** Reads all ids, and checks the size of each batch. */
  private List<Long> ids(Path file) throws IOException {
    List<Long> ids = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file);
        ParquetBatchReader reader = reader(channel)) {
      for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
        try (Batch batch = next.get()) {
          assertThat(batch.bytes() <= BATCH_BYTES || batch.rows() == 1).isTrue();
          BigIntVector values = (BigIntVector) batch.root().getVector(0);
          for (int i = 0; i < batch.rows(); i++) {
            ids.add(values.get(i));
          }
        }
      }
    }
    return ids;
  }

  @Test
  void write_moreThanARowGroup_isDividedByBytes() throws IOException {
    Path file = write(45, 4, 256 * 1024, FileCodec.ZSTD);

    List<BlockMetaData> groups = groups(file);

    assertThat(groups).hasSize(2);
    for (BlockMetaData group : groups) {
      assertThat(group.getCompressedSize())
          .isLessThanOrEqualTo(ParquetBatchWriter.GROUP_BYTES + 2L * BATCH_BYTES);
    }
    assertThat(groups)
        .allSatisfy(
            group ->
                assertThat(group.getColumns())
                    .allMatch(chunk -> chunk.getColumnIndexReference() != null)
                    .allMatch(chunk -> chunk.getOffsetIndexReference() != null));
    assertThat(ids(file)).hasSize(180).isSorted().doesNotHaveDuplicates();
    // A batch, and the buffers that it outgrew; not a row group.
    assertThat(allocator.getPeakMemoryAllocation()).isLessThan(8L * BATCH_BYTES);
  }

  @Test
  void write_manySmallRows_haveSeveralPagesOfARowGroup() throws IOException {
    Path file = write(30, 5_000, 8, FileCodec.ZSTD);

    assertThat(groups(file)).hasSize(1);
    assertThat(ids(file)).hasSize(150_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void read_rowsThatGrow_areInBatchesWithinTheLimit() throws IOException {
    Path file = directory.resolve("t.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        ParquetBatchWriter writer = new ParquetBatchWriter(out, SCHEMA, FileCodec.NONE, PLACE)) {
      for (int bytes : new int[] {10, 10, 100_000, 10}) {
        try (VectorSchemaRoot root = rows(0, bytes > 10 ? 60 : 5_000, bytes)) {
          writer.write(root);
        }
      }
      writer.finish();
    }

    assertThat(ids(file)).hasSize(15_060);
  }

  @Test
  void read_truncatedFile_isAnEndOfFile() throws IOException {
    byte[] whole = Files.readAllBytes(write(1, 100, 100, FileCodec.ZSTD));
    for (int length : new int[] {0, 3, 11, whole.length / 2, whole.length - 1}) {
      Path file = directory.resolve("cut.parquet");
      Files.write(file, java.util.Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> ids(file)).as("%d bytes", length).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void read_changedByteOfAPage_isRefused() throws IOException {
    Path file = write(1, 100, 100, FileCodec.ZSTD);
    byte[] whole = Files.readAllBytes(file);
    whole[5_000] = (byte) (whole[5_000] ^ 1);
    Files.write(file, whole);

    assertThatThrownBy(() -> ids(file))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("t.parquet: a page is corrupt (its checksum differs)");
  }

  @Test
  void read_otherFiles_areRefused() throws IOException {
    Path file = directory.resolve("t.parquet");
    Files.writeString(file, "id,bytes\n1,x\n");
    assertThatThrownBy(() -> ids(file)).hasMessage("t.parquet is not a Parquet file");
    Files.writeString(file, "PARE and the rest of it PARE");
    assertThatThrownBy(() -> ids(file)).hasMessageContaining("is encrypted");
  }

  /** Any change of one byte is found, or does not matter; never an error of another kind. */
  @Test
  void read_changedBytes_areRefusedOrReadAsOneKindOfError() throws IOException {
    byte[] whole = Files.readAllBytes(write(2, 20, 10, FileCodec.GZIP));
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] changed = whole.clone();
      int position = random.nextInt(changed.length);
      changed[position] = (byte) (changed[position] ^ (1 << random.nextInt(8)));
      Path file = Files.write(directory.resolve("changed.parquet"), changed);
      try {
        assertThat(ids(file).size()).as("byte %d", position).isLessThanOrEqualTo(40);
      } catch (WeirException | EOFException e) {
        refused++;
      }
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
    assertThat(refused).isPositive();
  }

  @Test
  void write_nullInARequiredColumn_isRefused() throws IOException {
    Schema nullable =
        new Schema(
            List.of(
                new Field("id", FieldType.nullable(new ArrowType.Int(64, true)), null),
                SCHEMA.getFields().get(1)));
    try (OutputStream out = Files.newOutputStream(directory.resolve("t.parquet"));
        ParquetBatchWriter writer = new ParquetBatchWriter(out, SCHEMA, FileCodec.ZSTD, PLACE);
        VectorSchemaRoot root = VectorSchemaRoot.create(nullable, allocator)) {
      ((BigIntVector) root.getVector(0)).setNull(0);
      ((VarBinaryVector) root.getVector(1)).setNull(0);
      root.setRowCount(1);

      assertThatThrownBy(() -> writer.write(root))
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("NOT NULL");
    }
  }

  @Test
  void read_textNotInUtf8_isRefused() throws IOException {
    Schema schema =
        new Schema(List.of(new Field("note", FieldType.nullable(ArrowType.Utf8.INSTANCE), null)));
    for (String text : List.of("\u00ff", "sixteen letters \u00e4", "\u00c3\u00a4\u0080")) {
      Path file = directory.resolve("text.parquet");
      try (OutputStream out = Files.newOutputStream(file);
          ParquetBatchWriter writer = new ParquetBatchWriter(out, schema, FileCodec.ZSTD, PLACE);
          VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
        VarCharVector notes = (VarCharVector) root.getVector(0);
        notes.setSafe(0, "long enough \u00e4\u6771".getBytes(StandardCharsets.UTF_8));
        notes.setSafe(1, text.getBytes(StandardCharsets.ISO_8859_1));
        root.setRowCount(2);
        writer.write(root);
        writer.finish();
      }
      try (FileChannel channel = FileChannel.open(file);
          ParquetBatchReader reader =
              new ParquetBatchReader(channel, schema, LIMITS, allocator, PLACE, "text.parquet")) {
        assertThatThrownBy(reader::next)
            .isInstanceOf(WeirException.class)
            .hasMessage("text.parquet: a text is not in UTF-8");
      }
    }
  }

  @Test
  void check_noColumns_isRefused() {
    assertThatThrownBy(() -> ParquetBatchWriter.check(new Schema(List.of()), PLACE))
        .hasMessageContaining("without columns");
  }
}
