package dev.weir.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.files.store.FileCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of integers, and the encoding that their first values choose. */
class DeltaPagesTest {
  private static final Place PLACE = Place.of(Side.SOURCE, "files");
  private static final BatchLimits LIMITS = new BatchLimits(1 << 20, 100_000, 8L << 20);
  private static final int ROWS = 50_000;

  @TempDir private Path directory;
  private final RootAllocator allocator = new RootAllocator();

  @AfterEach
  void noBufferIsLeft() {
    allocator.close();
  }

  private static Schema schema(int bits, boolean nullable) {
    ArrowType type = new ArrowType.Int(bits, true);
    return new Schema(List.of(new Field("n", new FieldType(nullable, type, null), null)));
  }

  private Path file() {
    return directory.resolve("t.parquet");
  }

  /** Writes what the function has for each row, in batches, and returns the chunk. */
  private ColumnChunkMetaData write(
      Schema schema, int batchRows, LongFunction<Optional<Long>> value) throws IOException {
    try (OutputStream out = Files.newOutputStream(file());
        ParquetBatchWriter writer = new ParquetBatchWriter(out, schema, FileCodec.ZSTD, PLACE)) {
      for (int from = 0; from < ROWS; from += batchRows) {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
          for (int i = 0; i < batchRows; i++) {
            int row = i;
            value.apply(from + i).ifPresent(number -> set(root, row, number));
          }
          root.setRowCount(batchRows);
          writer.write(root);
        }
      }
      writer.finish();
    }
    try (FileChannel channel = FileChannel.open(file())) {
      return ParquetFooter.read(channel, PLACE, "t.parquet")
          .metadata()
          .getBlocks()
          .get(0)
          .getColumns()
          .get(0);
    }
  }

  private static void set(VectorSchemaRoot root, int row, long number) {
    if (root.getVector(0) instanceof IntVector ints) {
      ints.setSafe(row, (int) number);
    } else {
      ((BigIntVector) root.getVector(0)).setSafe(row, number);
    }
  }

  private void assertRead(Schema schema, LongFunction<Optional<Long>> value) throws IOException {
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      expected.add(value.apply(row).map(String::valueOf).orElse("null"));
    }
    List<String> read = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file());
        ParquetBatchReader reader =
            new ParquetBatchReader(channel, schema, LIMITS, allocator, PLACE, "t.parquet")) {
      for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
        try (Batch batch = next.get()) {
          for (int row = 0; row < batch.rows(); row++) {
            read.add(String.valueOf(batch.root().getVector(0).getObject(row)));
          }
        }
      }
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void write_risingNumbers_areDifferencesWithStatistics() throws IOException {
    for (int bits : new int[] {32, 64}) {
      LongFunction<Optional<Long>> rising = row -> Optional.of(row * 3 - 1_000);

      ColumnChunkMetaData chunk = write(schema(bits, false), 5_000, rising);

      assertThat(chunk.getEncodings())
          .contains(Encoding.DELTA_BINARY_PACKED)
          .doesNotContain(Encoding.PLAIN);
      assertThat(chunk.hasDictionaryPage()).isFalse();
      assertThat(chunk.getStatistics().minAsString()).isEqualTo("-1000");
      assertThat(chunk.getStatistics().maxAsString()).isEqualTo(String.valueOf(ROWS * 3L - 1_003));
      assertThat(chunk.getStatistics().getNumNulls()).isZero();
      assertRead(schema(bits, false), rising);
    }
  }

  /** A page of NULL alone has no values; the extremes are further apart than their type is wide. */
  @Test
  void write_nullsAndExtremes_areReadBack() throws IOException {
    for (int bits : new int[] {32, 64}) {
      long min = bits == 32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
      long max = bits == 32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
      LongFunction<Optional<Long>> value =
          row -> {
            if (row % 7 == 3 || (row > 10_000 && row < 45_000)) {
              return Optional.empty();
            }
            return Optional.of(row == 5_000 ? min : row == 5_002 ? max : row);
          };

      ColumnChunkMetaData chunk = write(schema(bits, true), 2_500, value);

      assertThat(chunk.getEncodings()).contains(Encoding.DELTA_BINARY_PACKED);
      assertThat(chunk.getStatistics().minAsString()).isEqualTo(String.valueOf(min));
      assertThat(chunk.getStatistics().maxAsString()).isEqualTo(String.valueOf(max));
      assertRead(schema(bits, true), value);
    }
  }

  @Test
  void write_repeatedNumbers_haveADictionary() throws IOException {
    LongFunction<Optional<Long>> repeated = row -> Optional.of(row * 7_919 % 5_000);

    ColumnChunkMetaData chunk = write(schema(64, false), 5_000, row -> repeated.apply(row / 2));

    assertThat(chunk.hasDictionaryPage()).isTrue();
    assertRead(schema(64, false), row -> repeated.apply(row / 2));
  }

  /** The values of the first blocks are in a dictionary, and end their page before the others. */
  @Test
  void write_fewValuesFirst_areDecidedByTheFirstFullBlock() throws IOException {
    LongFunction<Optional<Long>> value =
        row -> row < 6_000 && row % 10 > 0 ? Optional.empty() : Optional.of(row);

    ColumnChunkMetaData chunk = write(schema(64, true), 5_000, value);

    assertThat(chunk.getEncodings()).contains(Encoding.DELTA_BINARY_PACKED);
    assertRead(schema(64, true), value);
  }

  /** In a small block, the values of a column that repeats them later are all different. */
  @Test
  void write_smallBatchesOfRepeatedNumbers_haveADictionary() throws IOException {
    LongFunction<Optional<Long>> repeated = row -> Optional.of(row * 7_919 % 5_000);

    ColumnChunkMetaData chunk = write(schema(64, false), 100, repeated);

    assertThat(chunk.hasDictionaryPage()).isTrue();
    assertRead(schema(64, false), repeated);
  }

  @Test
  void write_numbersAtRandom_arePlain() throws IOException {
    LongFunction<Optional<Long>> random = row -> Optional.of(row * 0x9E3779B97F4A7C15L);

    ColumnChunkMetaData chunk = write(schema(64, false), 5_000, row -> random.apply(row * row));

    assertThat(chunk.getEncodings())
        .contains(Encoding.PLAIN)
        .doesNotContain(Encoding.DELTA_BINARY_PACKED);
    assertRead(schema(64, false), row -> random.apply(row * row));
  }
}
