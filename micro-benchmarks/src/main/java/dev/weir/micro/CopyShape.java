package dev.weir.micro;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Tables shaped like those of the end-to-end benchmark, as rows of binary COPY. */
public enum CopyShape {
  /** Seven columns without NULL, about 125 bytes a row. */
  NARROW(
      0,
      new Column(CopyKind.INT4, 0),
      new Column(CopyKind.TEXT, 7),
      new Column(CopyKind.INT8, 0),
      new Column(CopyKind.FLOAT8, 0),
      new Column(CopyKind.BOOL, 0),
      new Column(CopyKind.TEXT, 120),
      new Column(CopyKind.TIMESTAMP, 0)),
  /** Twelve columns, a tenth of the values NULL, about 310 bytes a row. */
  WIDE(
      10,
      new Column(CopyKind.INT8, 0),
      new Column(CopyKind.UUID, 0),
      new Column(CopyKind.TEXT, 28),
      new Column(CopyKind.JSONB, 180),
      new Column(CopyKind.TIMESTAMP, 0),
      new Column(CopyKind.DATE, 0),
      new Column(CopyKind.TEXT, 240),
      new Column(CopyKind.TEXT, 20),
      new Column(CopyKind.INT4, 0),
      new Column(CopyKind.FLOAT8, 0),
      new Column(CopyKind.TEXT, 32),
      new Column(CopyKind.BOOL, 0));

  private static final long SEED = 20_260;
  private static final int MICROS_BITS = 50;
  private static final int DAYS = (int) LocalDate.of(2000, 1, 1).toEpochDay();

  private final int nullPercent;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say.
  private final List<Column> columns;

  CopyShape(int nullPercent, Column... columns) {
    this.nullPercent = nullPercent;
    this.columns = List.of(columns);
  }

  /**
   * A column.
   *
   * @param bytesMax text is from 0 to this long
   */
  private record Column(CopyKind kind, int bytesMax) {}

  List<CopyKind> kinds() {
    return columns.stream().map(Column::kind).toList();
  }

  Schema schema() {
    return new Schema(
        IntStream.range(0, columns.size())
            .mapToObj(i -> Field.nullable("c" + i, columns.get(i).kind.type))
            .toList());
  }

  /** Rows from a fixed seed, each without the header of its message. */
  List<byte[]> rows(int count) {
    Random random = new Random(SEED);
    return IntStream.range(0, count).mapToObj(row -> row(random)).toList();
  }

  private byte[] row(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(columns.size());
      for (Column column : columns) {
        if (random.nextInt(100) < nullPercent) {
          out.writeInt(-1);
        } else {
          write(column, random, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Column column, Random random, DataOutputStream out) throws IOException {
    switch (column.kind) {
      case BOOL -> {
        out.writeInt(Byte.BYTES);
        out.writeBoolean(random.nextBoolean());
      }
      case INT4 -> {
        out.writeInt(Integer.BYTES);
        out.writeInt(random.nextInt());
      }
      case DATE -> {
        out.writeInt(Integer.BYTES);
        out.writeInt(random.nextInt(DAYS));
      }
      case INT8, FLOAT8 -> {
        out.writeInt(Long.BYTES);
        out.writeLong(random.nextInt(1_000_000_000));
      }
      case TIMESTAMP -> {
        out.writeInt(Long.BYTES);
        out.writeLong(random.nextLong() >>> (Long.SIZE - MICROS_BITS));
      }
      case UUID -> {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(random.nextLong());
        out.writeLong(random.nextLong());
      }
      case TEXT -> text(random.nextInt(column.bytesMax + 1), random, out, false);
      case JSONB -> text(random.nextInt(column.bytesMax + 1), random, out, true);
    }
  }

  private static void text(int length, Random random, DataOutputStream out, boolean versioned)
      throws IOException {
    out.writeInt(length + (versioned ? 1 : 0));
    if (versioned) {
      out.writeByte(CopyKind.JSONB_VERSION);
    }
    for (int i = 0; i < length; i++) {
      out.writeByte('a' + random.nextInt(26));
    }
  }
}
