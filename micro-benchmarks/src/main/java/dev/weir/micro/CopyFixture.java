package dev.weir.micro;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.CopyBatchReader;
import dev.weir.postgres.wire.CopyBatchWriter;
import dev.weir.postgres.wire.OutBlock;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows of one shape, and the kernels and their twin, which have passed their gate. */
final class CopyFixture implements AutoCloseable {
  /** The engine's defaults. */
  private static final BatchLimits LIMITS = new BatchLimits(256 << 10, 65_536, 64 << 20);

  /** All rows as they are on the wire, without the headers of their messages. */
  final byte[] rowBytes;

  final byte[] reused;
  final int rows;
  private final CopyShape shape;
  private final BufferAllocator allocator = new RootAllocator();
  private final byte[] stream;
  private final PlainCopy plain;
  private final CopyBatchWriter writer;
  private final VectorSchemaRoot batch;

  CopyFixture(CopyShape shape, int rows) throws SQLException {
    this(shape, shape.rows(rows), shape.rows(rows));
  }

  /**
   * A fixture whose decoder and its twin read rows of their own.
   *
   * @throws IllegalStateException if they differ
   */
  CopyFixture(CopyShape shape, List<byte[]> streamed, List<byte[]> plainRows) throws SQLException {
    this.shape = shape;
    this.rows = plainRows.size();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    plainRows.forEach(joined::writeBytes);
    this.rowBytes = joined.toByteArray();
    this.reused = new byte[rowBytes.length];
    this.stream = CopyMemory.stream(streamed);
    this.plain = new PlainCopy(shape, allocator);
    this.writer = new CopyBatchWriter(shape.kinds().stream().map(CopyKind::encoder).toList());
    this.batch = decodePlainly();
    check();
  }

  /** Decodes the stream; each batch is closed after its consumer. */
  void decode(Consumer<Batch> consumer) throws SQLException {
    List<ColumnDecoder> decoders =
        shape.kinds().stream().map(kind -> kind.decoder(allocator)).toList();
    try (CopyBatchReader reader =
        new CopyBatchReader(
            new CopyMemory(stream, rows), shape.schema(), decoders, LIMITS, allocator)) {
      for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
        try (Batch decoded = next.get()) {
          consumer.accept(decoded);
        }
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

  /** Nothing is timed unless both decoders find the same values and both encoders the bytes. */
  private void check() throws SQLException {
    int[] row = new int[1];
    decode(
        decoded -> {
          for (int i = 0; i < decoded.rows(); i++) {
            requireEqual(decoded.root(), i, row[0] + i);
          }
          row[0] += decoded.rows();
        });
    require(row[0] == rows, "the decoder finds " + row[0] + " rows of " + rows);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encode(block -> encoded.write(block.bytes(), 0, block.length()));
    require(Arrays.equals(encoded.toByteArray(), rowBytes), "the encoder changes the rows");
    require(
        encodePlainly() == rowBytes.length && Arrays.equals(reused, rowBytes),
        "the plain encoder changes the rows");
  }

  private void requireEqual(VectorSchemaRoot decoded, int from, int row) {
    for (FieldVector column : decoded.getFieldVectors()) {
      Object found = column.getObject(from);
      Object expected = batch.getVector(column.getName()).getObject(row);
      require(
          Objects.deepEquals(found, expected),
          column.getName() + " in row " + row + " is " + found + " and " + expected);
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
    batch.close();
    allocator.close();
  }
}
