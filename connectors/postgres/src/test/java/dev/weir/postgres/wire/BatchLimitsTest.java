package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyStream.field;
import static dev.weir.postgres.wire.CopyStream.int4;
import static dev.weir.postgres.wire.CopyStream.nullField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcEncoder;
import dev.weir.core.connector.BatchLimits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** Limits of batches. Sizes are those of the encoded message, which the channel counts. */
class BatchLimitsTest {
  private static final int BYTES_MAX = 64 << 10;
  private static final BatchLimits LIMITS = new BatchLimits(BYTES_MAX, 1 << 20, 1 << 20);

  private record Size(int rows, long bytes) {}

  @ParameterizedTest
  @ValueSource(ints = {Oid.BOOL, Oid.INT2, Oid.INT4, Oid.INT8, Oid.UUID, Oid.TEXT, Oid.JSONB})
  void next_onlyNulls_respectsTheByteLimit(int oid) throws SQLException {
    for (int columns : new int[] {1, 2, 7, 40}) {
      byte[][] row = new byte[columns][];
      Arrays.fill(row, nullField());

      List<Size> batches = read(repeated(columns, oid), 120_000 / (columns + 2), r -> row, LIMITS);

      assertThat(batches).hasSizeGreaterThan(1).allMatch(batch -> batch.bytes <= BYTES_MAX);
    }
  }

  @Test
  void next_emptyTexts_respectsTheByteLimit() throws SQLException {
    List<Size> batches =
        read(WireColumns.of(Oid.TEXT), 100_000, row -> new byte[][] {field()}, LIMITS);

    assertThat(batches).hasSizeGreaterThan(1).allMatch(batch -> batch.bytes <= BYTES_MAX);
  }

  @Test
  void next_manyColumns_fillsTheBatches() throws SQLException {
    int columns = 200;
    byte[][] row = new byte[columns][];
    Arrays.fill(row, field(new byte[8]));

    List<Size> batches = read(repeated(columns, Oid.INT8), 200, r -> row, LIMITS);

    // 47 KB for rows; a row has 2.4 KB on the wire and is counted with about 0.8 KB more.
    assertThat(batches.subList(0, batches.size() - 1)).allMatch(batch -> batch.rows == 14);
  }

  @Test
  void next_rowsMax_limitsTheBatch() throws SQLException {
    BatchLimits limits = new BatchLimits(BYTES_MAX, 600, 1 << 20);

    List<Size> batches =
        read(WireColumns.of(Oid.INT4), 1_300, row -> new byte[][] {int4(row)}, limits);

    assertThat(batches).extracting(Size::rows).containsExactly(600, 600, 100);
  }

  @Test
  void next_rowLargerThanBatch_isSingleRowBatch() throws SQLException {
    byte[] wide = field(new byte[3 * BYTES_MAX]);

    List<Size> batches =
        read(
            WireColumns.of(Oid.BYTEA),
            30,
            row -> new byte[][] {row % 10 == 5 ? wide : field((byte) row)},
            LIMITS);

    assertThat(batches).extracting(Size::rows).containsExactly(5, 1, 9, 1, 9, 1, 4);
    assertThat(batches).allMatch(batch -> batch.bytes <= (batch.rows == 1 ? 1 << 20 : BYTES_MAX));
  }

  @Test
  void next_rowTooWide_failsWithItsSize() {
    byte[] wide = field(new byte[1 << 20]);

    assertThatThrownBy(
            () ->
                read(
                    WireColumns.of(Oid.BYTEA),
                    2,
                    row -> new byte[][] {row == 1 ? wide : field()},
                    LIMITS))
        .isInstanceOf(RowTooWideException.class)
        .hasMessageMatching("A row has 10489\\d\\d bytes; the maximum is 1048576");
  }

  @Test
  void close_streamFails_releasesAllMemory() throws SQLException {
    CopyStream stream = new CopyStream();
    for (int row = 0; row < 4_500; row++) {
      stream.row(int4(row), field((byte) 'x'));
    }
    stream.row(int4(-1), CopyStream.claiming(9, (byte) 'x')).trailer();
    try (RootAllocator allocator = new RootAllocator()) {
      try (CopyBatchReader reader =
          WireColumns.of(Oid.INT4, Oid.TEXT)
              .reader(stream.messages(), new BatchLimits(BYTES_MAX, 3_000, 1 << 20), allocator)) {
        reader.next().orElseThrow().close();
        assertThatThrownBy(reader::next).isInstanceOf(ColumnException.class);
        assertThat(allocator.getAllocatedMemory()).isPositive();
      }
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }

  private static WireColumns repeated(int columns, int oid) {
    int[] oids = new int[columns];
    Arrays.fill(oids, oid);
    return WireColumns.of(oids);
  }

  private static List<Size> read(
      WireColumns columns, int rows, IntFunction<byte[][]> fields, BatchLimits limits)
      throws SQLException {
    CopyStream stream = new CopyStream();
    for (int row = 0; row < rows; row++) {
      stream.row(fields.apply(row));
    }
    List<Size> sizes = new ArrayList<>();
    try (RootAllocator allocator = new RootAllocator();
        CopyBatchReader reader = columns.reader(stream.trailer().messages(), limits, allocator)) {
      IpcEncoder encoder = new IpcEncoder(columns.schema(), allocator, 0);
      Optional<Batch> next = reader.next();
      while (next.isPresent()) {
        try (Batch batch = next.get();
            ArrowBuf message = encoder.encode(batch.root())) {
          sizes.add(new Size(batch.rows(), message.writerIndex()));
        }
        next = reader.next();
      }
    }
    assertThat(sizes.stream().mapToInt(Size::rows).sum()).isEqualTo(rows);
    return sizes;
  }
}
