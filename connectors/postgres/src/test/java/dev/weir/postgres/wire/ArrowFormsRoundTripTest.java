package dev.weir.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcEncoder;
import dev.weir.core.connector.BatchLimits;
import dev.weir.postgres.type.ArrowForms;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.WireType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.postgresql.core.Oid;

/** Decoding to Arrow types and encoding preserve the bytes, and the values are those written. */
class ArrowFormsRoundTripTest {
  private static final int GROUP = 10_000;
  private static final int ROW_BYTES_MAX = 64 << 20;

  @Property(tries = 150)
  void write_decodedDecimals_producesTheSameBytes(
      @ForAll @IntRange(min = 1, max = 38) int precision,
      @ForAll @IntRange(max = 38) int scale,
      @ForAll @IntRange(min = 1, max = 1_200) int rows,
      @ForAll long seed)
      throws SQLException {
    Random random = new Random(seed);
    int digits = Math.max(precision, scale);
    List<BigDecimal> values = new ArrayList<>();
    CopyStream stream = new CopyStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      BigDecimal value = new BigDecimal(unscaled(random, digits), scale);
      values.add(value);
      add(CopyStream.field(numeric(value)), stream, expected);
    }
    WireColumns columns =
        columns(new WireType(Oid.NUMERIC, false, typmod(digits, scale), 0, false));
    List<BigDecimal> decoded = new ArrayList<>();

    byte[] written =
        readAndWrite(
            columns,
            stream,
            new BatchLimits(1 << 20, 700, ROW_BYTES_MAX),
            batch ->
                IntStream.range(0, batch.rows())
                    .mapToObj(((DecimalVector) batch.root().getVector(0))::getObject)
                    .forEach(decoded::add));

    assertThat(decoded).isEqualTo(values);
    assertThat(written).isEqualTo(expected.toByteArray());
  }

  @Property(tries = 150)
  void write_decodedLists_producesTheSameBytes(
      @ForAll @IntRange(max = 5) int kind,
      @ForAll @IntRange(max = 1_200) int rows,
      @ForAll @IntRange(max = 90) int elementsMax,
      @ForAll @IntRange(max = 100) int nullPercent,
      @ForAll @IntRange(min = 4_000, max = 300_000) int bytesMax,
      @ForAll long seed)
      throws SQLException {
    int[] oids = {Oid.BOOL, Oid.INT2, Oid.INT8, Oid.TEXT, Oid.NUMERIC, Oid.INTERVAL};
    int oid = oids[kind];
    Random random = new Random(seed);
    CopyStream stream = new CopyStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      byte[] field =
          random.nextInt(100) < nullPercent / 4
              ? CopyStream.nullField()
              : CopyStream.field(array(oid, random, random.nextInt(elementsMax + 1), nullPercent));
      add(field, stream, expected);
    }

    byte[] written =
        readAndWrite(
            columns(new WireType(0, false, typmod(12, 3), oid, false)),
            stream,
            new BatchLimits(bytesMax, 1_000, ROW_BYTES_MAX),
            batch -> {});

    assertThat(written).isEqualTo(expected.toByteArray());
  }

  private static void add(byte[] field, CopyStream stream, ByteArrayOutputStream expected) {
    stream.row(field);
    expected.writeBytes(new byte[] {0, 1});
    expected.writeBytes(field);
  }

  private static WireColumns columns(WireType type) {
    ColumnType column = ArrowForms.of(type).orElseThrow();
    return new WireColumns(List.of(column));
  }

  private static int typmod(int precision, int scale) {
    return ((precision << 16) | scale) + 4;
  }

  /** Receives each batch. */
  @FunctionalInterface
  private interface Check {
    void accept(Batch batch);
  }

  private static byte[] readAndWrite(
      WireColumns columns, CopyStream stream, BatchLimits limits, Check check) throws SQLException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (RootAllocator allocator = new RootAllocator();
        CopyBatchReader reader = columns.reader(stream.trailer().messages(), limits, allocator)) {
      CopyBatchWriter writer = columns.writer();
      IpcEncoder encoder = new IpcEncoder(columns.schema(), allocator, 0);
      Optional<Batch> next = reader.next();
      while (next.isPresent()) {
        try (Batch batch = next.get();
            ArrowBuf message = encoder.encode(batch.root())) {
          assertThat(batch.rows() == 1 || message.writerIndex() <= limits.bytesMax()).isTrue();
          check.accept(batch);
          writer.write(
              batch.root(), (block, first) -> written.write(block.bytes(), 0, block.length()));
        }
        next = reader.next();
      }
    }
    return written.toByteArray();
  }

  private static BigInteger unscaled(Random random, int digitsMax) {
    int digits = random.nextInt(digitsMax + 1);
    BigInteger magnitude = new BigInteger(140, random).mod(BigInteger.TEN.pow(digits));
    BigInteger round =
        random.nextInt(3) == 0 ? BigInteger.TEN.pow(random.nextInt(digitsMax)) : BigInteger.ONE;
    BigInteger value = magnitude.divide(round).multiply(round);
    return random.nextBoolean() ? value : value.negate();
  }

  /** The plain twin of the kernels: the format of numeric_send, by division. */
  private static byte[] numeric(BigDecimal value) {
    int fractionGroups = (value.scale() + 3) / 4;
    BigInteger left = value.abs().setScale(4 * fractionGroups).unscaledValue();
    List<Integer> groups = new ArrayList<>();
    int weight = -fractionGroups - 1;
    boolean leading = true;
    while (left.signum() != 0) {
      BigInteger[] parts = left.divideAndRemainder(BigInteger.valueOf(GROUP));
      int group = parts[1].intValueExact();
      leading &= group == 0;
      if (!leading) {
        groups.add(0, group);
      }
      weight++;
      left = parts[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * groups.size());
    bytes.putShort((short) groups.size());
    bytes.putShort((short) (groups.isEmpty() ? 0 : weight));
    bytes.putShort((short) (value.signum() < 0 ? 0x4000 : 0));
    bytes.putShort((short) value.scale());
    groups.forEach(group -> bytes.putShort(group.shortValue()));
    return bytes.array();
  }

  /** The format of array_send. */
  private static byte[] array(int oid, Random random, int count, int nullPercent) {
    ByteArrayOutputStream elements = new ByteArrayOutputStream();
    boolean hasNull = false;
    for (int i = 0; i < count; i++) {
      boolean isNull = random.nextInt(100) < nullPercent;
      hasNull |= isNull;
      elements.writeBytes(isNull ? CopyStream.nullField() : CopyStream.field(element(oid, random)));
    }
    ByteBuffer header = ByteBuffer.allocate(count == 0 ? 12 : 20);
    header.putInt(count == 0 ? 0 : 1).putInt(hasNull ? 1 : 0).putInt(oid);
    if (count > 0) {
      header.putInt(count).putInt(1);
    }
    return CopyStream.joined(header.array(), elements.toByteArray());
  }

  private static byte[] element(int oid, Random random) {
    return switch (oid) {
      case Oid.BOOL -> new byte[] {(byte) random.nextInt(2)};
      case Oid.INT2 -> ByteBuffer.allocate(2).putShort((short) random.nextInt()).array();
      case Oid.INT8 -> ByteBuffer.allocate(8).putLong(random.nextLong()).array();
      case Oid.NUMERIC -> numeric(new BigDecimal(unscaled(random, 12), 3));
      case Oid.INTERVAL ->
          ByteBuffer.allocate(16)
              .putLong(random.nextLong() / 1_000)
              .putInt(random.nextInt())
              .putInt(random.nextInt())
              .array();
      default -> "x".repeat(random.nextInt(30)).getBytes(StandardCharsets.UTF_8);
    };
  }
}
