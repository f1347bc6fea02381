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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns whose values are too different for a dictionary, in several pages. */
class PlainPagesTest {
  private static final Place PLACE = Place.of(Side.SOURCE, "files");
  private static final BatchLimits LIMITS = new BatchLimits(1 << 20, 100_000, 8L << 20);
  private static final int BATCHES = 9;
  private static final int ROWS = 7_000;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.nullable("i", new ArrowType.Int(32, true)),
              new Field("l", FieldType.notNullable(new ArrowType.Int(64, true)), null),
              Field.nullable("f", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
              Field.nullable("d", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
              Field.nullable("t", ArrowType.Utf8.INSTANCE),
              new Field(
                  "a",
                  FieldType.nullable(ArrowType.List.INSTANCE),
                  List.of(Field.nullable("element", new ArrowType.Int(64, true))))));

  @TempDir private Path directory;
  private final RootAllocator allocator = new RootAllocator();
  private final Random random = new Random(11);
  private final List<List<Object>> columns = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    SCHEMA.getFields().forEach(field -> columns.add(new ArrayList<>()));
    try (OutputStream out = Files.newOutputStream(file());
        ParquetBatchWriter writer = new ParquetBatchWriter(out, SCHEMA, FileCodec.ZSTD, PLACE)) {
      for (int i = 0; i < BATCHES; i++) {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
          for (int row = 0; row < ROWS; row++) {
            set(root, row);
          }
          root.setRowCount(ROWS);
          collect(root, columns);
          writer.write(root);
        }
      }
      writer.finish();
    }
  }

  @AfterEach
  void noBufferIsLeft() {
    allocator.close();
  }

  private Path file() {
    return directory.resolve("t.parquet");
  }

  /** Sets a row of values most of which are not NULL. */
  private void set(VectorSchemaRoot root, int row) {
    ((BigIntVector) root.getVector("l")).setSafe(row, random.nextLong());
    if (random.nextInt(10) > 0) {
      ((IntVector) root.getVector("i")).setSafe(row, random.nextInt());
      ((Float4Vector) root.getVector("f")).setSafe(row, random.nextFloat() - 0.5f);
      ((Float8Vector) root.getVector("d")).setSafe(row, random.nextGaussian());
      String text = "é".repeat(random.nextInt(3)) + Long.toString(random.nextLong(), 36);
      ((VarCharVector) root.getVector("t"))
          .setSafe(
              row,
              text.substring(0, random.nextInt(4) == 0 ? 0 : text.length())
                  .getBytes(StandardCharsets.UTF_8));
    }
    ListVector lists = (ListVector) root.getVector("a");
    int elements = random.nextInt(4) - 1;
    if (elements >= 0) {
      BigIntVector values = (BigIntVector) lists.getDataVector();
      int start = lists.startNewValue(row);
      for (int k = 0; k < elements; k++) {
        if (random.nextInt(5) > 0) {
          values.setSafe(start + k, random.nextLong());
        } else {
          values.setNull(start + k);
        }
      }
      lists.endValue(row, elements);
    }
  }

  private static void collect(VectorSchemaRoot root, List<List<Object>> into) {
    for (int column = 0; column < into.size(); column++) {
      FieldVector vector = root.getVector(column);
      for (int row = 0; row < root.getRowCount(); row++) {
        into.get(column).add(String.valueOf(vector.getObject(row)));
      }
    }
  }

  @Test
  void read_plainPages_haveTheValuesThatWereWritten() throws IOException {
    List<List<Object>> read = new ArrayList<>();
    SCHEMA.getFields().forEach(field -> read.add(new ArrayList<>()));
    try (FileChannel channel = FileChannel.open(file());
        ParquetBatchReader reader =
            new ParquetBatchReader(channel, SCHEMA, LIMITS, allocator, PLACE, "t.parquet")) {
      for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
        try (Batch batch = next.get()) {
          collect(batch.root(), read);
        }
      }
    }
    for (int column = 0; column < columns.size(); column++) {
      assertThat(read.get(column)).as("column %d", column).isEqualTo(columns.get(column));
    }
  }

  @Test
  void footer_plainPages_haveStatisticsAndNoDictionary() throws IOException {
    BlockMetaData group;
    try (FileChannel channel = FileChannel.open(file())) {
      group = ParquetFooter.read(channel, PLACE, "t.parquet").metadata().getBlocks().get(0);
    }
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      assertThat(chunk.getEncodings()).contains(Encoding.PLAIN);
      assertThat(chunk.hasDictionaryPage()).as("%s", chunk).isFalse();
    }
    checkRange(group, 0, Integer::valueOf);
    checkRange(group, 1, Long::valueOf);
    checkRange(group, 2, Float::valueOf);
    checkRange(group, 3, Double::valueOf);
    Statistics<?> texts = group.getColumns().get(4).getStatistics();
    List<byte[]> sorted =
        columns.get(4).stream()
            .filter(text -> !text.equals("null"))
            .map(text -> text.toString().getBytes(StandardCharsets.UTF_8))
            .sorted(Arrays::compareUnsigned)
            .toList();
    assertThat(texts.getMinBytes()).isEqualTo(sorted.get(0));
    assertThat(texts.getMaxBytes()).isEqualTo(sorted.get(sorted.size() - 1));
    assertThat(texts.getNumNulls())
        .isEqualTo(columns.get(4).stream().filter("null"::equals).count());
  }

  private interface Parser<T> {
    T parse(String text);
  }

  private <T extends Comparable<T>> void checkRange(
      BlockMetaData group, int column, Parser<T> parser) {
    List<T> values =
        columns.get(column).stream()
            .filter(text -> !text.equals("null"))
            .map(text -> parser.parse(text.toString()))
            .sorted()
            .toList();
    Statistics<?> statistics = group.getColumns().get(column).getStatistics();
    assertThat((Object) statistics.genericGetMin()).isEqualTo(values.get(0));
    assertThat((Object) statistics.genericGetMax()).isEqualTo(values.get(values.size() - 1));
  }
}
