package dev.weir.micro.copy;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.micro.Agreement;
import dev.weir.postgres.wire.CopyBatchReader;
import dev.weir.postgres.wire.CopyBatchWriter;
import dev.weir.postgres.wire.OutBlock;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.Range;

/** Rows of one shape, and the kernels and their twin, which have passed their gate. */
final class CopyFixture implements AutoCloseable {
  /** Rows of a batch: of narrow rows 125 KB, of wide rows 420 KB. */
  static final int BATCH_ROWS = 1_024;

  /** So many bytes that the rows alone limit a batch. */
  private static final int BATCH_BYTES_MAX = 16 << 20;

  private static final int ROW_BYTES_MAX = 64 << 20;

  /** All rows as they are on the wire, without the headers of their messages. */
  final byte[] rowBytes;

  final byte[] reused;
  final int rows;
  private final CopyShape shape;
  private final BufferAllocator allocator = new RootAllocator();
  private final PlainCopy plain;
  private final CopyBatchWriter writer;
  private final VectorSchemaRoot batch;
  private final CopyBatchReader endless;

  CopyFixture(CopyShape shape, int rows) throws SQLException {
    this(shape, shape.rows(rows));
  }

  private CopyFixture(CopyShape shape, List<byte[]> rows) throws SQLException {
    this(shape, rows, rows);
  }

  /**
   * A fixture whose decoder and its twin read rows of their own.
   *
   * @throws IllegalArgumentException if the rows do not fill their last batch
   * @throws IllegalStateException if they differ
   */
  CopyFixture(CopyShape shape, List<byte[]> streamed, List<byte[]> plainRows) throws SQLException {
    this.shape = shape;
    this.rows = plainRows.size();
    if (rows > BATCH_ROWS && rows % BATCH_ROWS != 0) {
      throw new IllegalArgumentException(
          "rows is %d, expected less than %d or a multiple of it".formatted(rows, BATCH_ROWS));
    }
    this.rowBytes = CopyMemory.join(plainRows);
    this.reused = new byte[rowBytes.length];
    this.plain = new PlainCopy(shape, allocator);
    this.writer = new CopyBatchWriter(shape.kinds().stream().map(CopyKind::encoder).toList());
    this.batch = decodePlainly();
    this.endless = reader(CopyMemory.endless(streamed));
    check(streamed);
  }

  private CopyBatchReader reader(CopyMemory messages) throws SQLException {
    return new CopyBatchReader(
        messages,
        shape.schema(),
        shape.kinds().stream().map(kind -> kind.decoder(allocator)).toList(),
        new BatchLimits(BATCH_BYTES_MAX, Math.min(rows, BATCH_ROWS), ROW_BYTES_MAX),
        allocator);
  }

  /**
   * Decodes so many rows from a stream that goes on, in batches of {@link #BATCH_ROWS}; each batch
   * is closed after its consumer. The first batches of the stream are smaller, so the first call
   * may decode up to a batch more.
   */
  void decode(Consumer<Batch> consumer) throws SQLException {
    int left = rows;
    while (left > 0) {
      try (Batch decoded = endless.next().orElseThrow()) {
        consumer.accept(decoded);
        left -= decoded.rows();
      }
    }
  }

  /** Decodes the rows into one batch, which the caller closes. */
  VectorSchemaRoot decodePlainly() {
    return plain.decode(rowBytes, rows);
  }

  /** Encodes the batch, block by block. */
  void encode(Consumer<OutBlock> consumer) {
    writer.<RuntimeException>write(batch, (block, first) -> consumer.accept(block));
  }

  int encodePlainly() {
    return plain.encode(batch, reused);
  }

  /** Returns a copy of the rows, which the next call overwrites. */
  byte[] copy() {
    System.arraycopy(rowBytes, 0, reused, 0, rowBytes.length);
    return reused;
  }

  /** Nothing is timed unless both decoders find the same values and both encoders the bytes. */
  private void check(List<byte[]> streamed) throws SQLException {
    int[] row = new int[1];
    Consumer<Batch> checked =
        decoded -> {
          requireEqual(decoded, row[0] % rows);
          row[0] += decoded.rows();
        };
    try (CopyBatchReader reader = reader(CopyMemory.of(streamed))) {
      for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
        try (Batch decoded = next.get()) {
          checked.accept(decoded);
        }
      }
    }
    require(row[0] == rows, "the decoder finds " + row[0] + " rows of " + rows);
    // The end of the stream and its start again; the batches have grown to their size then.
    decode(checked);
    decode(checked);
    row[0] = 0;
    decode(decoded -> row[0] += decoded.rows());
    require(row[0] == rows, "the decoder of a stream without end finds " + row[0] + " rows");
    checkEncoders();
  }

  private void checkEncoders() {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encode(block -> encoded.write(block.bytes(), 0, block.length()));
    require(Arrays.equals(encoded.toByteArray(), rowBytes), "the encoder changes the rows");
    require(
        encodePlainly() == rowBytes.length && Arrays.equals(reused, rowBytes),
        "the plain encoder changes the rows");
    Arrays.fill(reused, (byte) 0);
    require(Arrays.equals(copy(), rowBytes), "the copy changes the rows");
  }

  /** Compares a batch with the rows from one on, after whose last the first comes again. */
  private void requireEqual(Batch decoded, int first) {
    int count = decoded.rows();
    int beforeEnd = Math.min(count, rows - first);
    for (int i = 0; i < shape.kinds().size(); i++) {
      FieldVector found = decoded.root().getVector(i);
      FieldVector expected = batch.getVector(i);
      Agreement.requireEqualValues("the decoder", expected, found, new Range(0, first, beforeEnd));
      Agreement.requireEqualValues(
          "the decoder", expected, found, new Range(beforeEnd, 0, count - beforeEnd));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("The contenders disagree, so no time counts: " + otherwise);
    }
  }

  /** Arrow's allocator reports, as it closes, any buffer that a contender leaked. */
  @Override
  public void close() {
    endless.close();
    batch.close();
    allocator.close();
  }
}
