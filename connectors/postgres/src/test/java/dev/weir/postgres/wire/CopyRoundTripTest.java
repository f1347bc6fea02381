package dev.weir.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcEncoder;
import dev.weir.core.connector.BatchLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.postgresql.core.Oid;

/** Decoding and encoding preserve the bytes, for any columns, rows, NULLs and batch limits. */
class CopyRoundTripTest {
  private static final int ROW_BYTES_MAX = 16 << 20;

  /** A piece has less than a row, or a few rows. */
  private static final int PIECE_BYTES_MAX = 700;

  @Provide
  Arbitrary<Integer> oids() {
    return Arbitraries.of(
        Oid.BOOL,
        Oid.INT2,
        Oid.INT4,
        Oid.INT8,
        Oid.FLOAT8,
        Oid.UUID,
        Oid.DATE,
        Oid.TIMESTAMP,
        Oid.TIMESTAMPTZ,
        Oid.TEXT,
        Oid.JSONB,
        Oid.NUMERIC);
  }

  @Property(tries = 150)
  void write_decodedBatches_producesTheSameBytes(
      @ForAll @Size(min = 1, max = 9) List<@From("oids") Integer> oids,
      @ForAll @IntRange(max = 1_500) int rows,
      @ForAll @IntRange(max = 100) int nullPercent,
      @ForAll @IntRange(min = 2_000, max = 300_000) int bytesMax,
      @ForAll @IntRange(min = 1, max = 1_500) int rowsMax,
      @ForAll long seed)
      throws SQLException {
    WireColumns columns = WireColumns.of(oids.stream().mapToInt(Integer::intValue).toArray());
    Random random = new Random(seed);
    CopyStream stream = new CopyStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      byte[][] fields = new byte[oids.size()][];
      for (int column = 0; column < fields.length; column++) {
        fields[column] =
            random.nextInt(100) < nullPercent
                ? CopyStream.nullField()
                : CopyStream.field(value(oids.get(column), random));
      }
      stream.row(fields);
      expected.writeBytes(ByteBuffer.allocate(2).putShort((short) fields.length).array());
      expected.writeBytes(CopyStream.joined(fields));
    }
    BatchLimits limits = new BatchLimits(bytesMax, rowsMax, ROW_BYTES_MAX);

    stream.trailer();
    int pieceBytes = 1 + random.nextInt(PIECE_BYTES_MAX);

    assertThat(readAndWrite(columns, stream.messages(), limits)).isEqualTo(expected.toByteArray());
    assertThat(readAndWrite(columns, stream.received(pieceBytes), limits))
        .isEqualTo(expected.toByteArray());
  }

  /** Decodes and encodes rows, checks the limits of each batch, and returns the bytes. */
  private static byte[] readAndWrite(WireColumns columns, CopyMessages messages, BatchLimits limits)
      throws SQLException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (RootAllocator allocator = new RootAllocator();
        CopyBatchReader reader = columns.reader(messages, limits, allocator)) {
      CopyBatchWriter writer = columns.writer();
      IpcEncoder encoder = new IpcEncoder(columns.schema(), allocator, 0);
      Optional<Batch> next = reader.next();
      while (next.isPresent()) {
        try (Batch batch = next.get();
            ArrowBuf message = encoder.encode(batch.root())) {
          assertThat(batch.rows()).isBetween(1, limits.rowsMax());
          assertThat(batch.rows() == 1 || message.writerIndex() <= limits.bytesMax()).isTrue();
          writer.write(
              batch.root(), (block, first) -> written.write(block.bytes(), 0, block.length()));
        }
        next = reader.next();
      }
    }
    return written.toByteArray();
  }

  private static byte[] value(int oid, Random random) {
    return switch (oid) {
      case Oid.BOOL -> new byte[] {(byte) random.nextInt(2)};
      case Oid.INT2 -> bytes(random, 2);
      case Oid.INT4 -> bytes(random, 4);
      case Oid.INT8, Oid.FLOAT8 -> bytes(random, 8);
      case Oid.UUID -> bytes(random, 16);
      case Oid.DATE -> ByteBuffer.allocate(4).putInt(date(random)).array();
      case Oid.TIMESTAMP, Oid.TIMESTAMPTZ -> ByteBuffer.allocate(8).putLong(micros(random)).array();
      case Oid.JSONB -> CopyStream.joined(new byte[] {1}, bytes(random, random.nextInt(40)));
      default -> bytes(random, random.nextInt(20) == 0 ? 3_000 : random.nextInt(40));
    };
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int date(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.MIN_VALUE;
      case 1 -> Integer.MAX_VALUE;
      default -> random.nextInt(2_000_000_000) - 1_000_000_000;
    };
  }

  private static long micros(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> random.nextLong() >> 2;
    };
  }
}
