package dev.weir.micro.copy;

import static dev.weir.micro.copy.CopyColumn.notNull;
import static dev.weir.micro.copy.CopyColumn.nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Tables, as rows of binary COPY: those of the end-to-end benchmark, with the types, lengths and
 * NULLs of {@code fixtures/postgres/sql}, and one for each family of types.
 */
public enum CopyShape {
  /** Seven columns without NULL, about 120 bytes a row. */
  NARROW(
      notNull(CopyKind.INT4, FixtureValues::id),
      notNull(CopyKind.TEXT, FixtureValues::eventType),
      notNull(CopyKind.INT8, FixtureValues::userId),
      notNull(CopyKind.FLOAT8, FixtureValues::amount),
      notNull(CopyKind.BOOL, FixtureValues::mostlyTrue),
      notNull(CopyKind.TEXT, FixtureValues::payload),
      notNull(CopyKind.TIMESTAMP, FixtureValues::timestamp)),
  /**
   * Twelve columns, eight of them with NULL, about 410 bytes a row; a numeric travels in the
   * server's own format.
   */
  WIDE(
      notNull(CopyKind.INT8, FixtureValues::longId),
      notNull(CopyKind.UUID, FixtureValues::uuid),
      nullable(CopyKind.NUMERIC, 11, FixtureValues::numeric),
      nullable(CopyKind.JSONB, 13, FixtureValues::attributes),
      notNull(CopyKind.TIMESTAMPTZ, FixtureValues::timestamp),
      nullable(CopyKind.DATE, 9, FixtureValues::date),
      nullable(CopyKind.TEXT, 7, FixtureValues::note),
      notNull(CopyKind.TEXT, FixtureValues::country),
      nullable(CopyKind.INT4, 17, FixtureValues::quantity),
      nullable(CopyKind.FLOAT4, 19, FixtureValues::weight),
      nullable(CopyKind.BYTEA, 8, FixtureValues::signature),
      nullable(CopyKind.BOOL, 5, FixtureValues::evenlyTrue)),
  /** Numbers and a flag, one of them with NULL. */
  FIXED_WIDTH(
      notNull(CopyKind.INT2, FamilyValues::smallNumber),
      notNull(CopyKind.INT4, FixtureValues::id),
      nullable(CopyKind.INT4, 17, FixtureValues::quantity),
      notNull(CopyKind.INT8, FixtureValues::userId),
      notNull(CopyKind.FLOAT4, FixtureValues::weight),
      notNull(CopyKind.FLOAT8, FixtureValues::amount),
      notNull(CopyKind.BOOL, FixtureValues::mostlyTrue),
      notNull(CopyKind.UUID, FixtureValues::uuid)),
  /** Words, a line of ASCII, and sentences of several scripts, some of them NULL. */
  TEXT(
      notNull(CopyKind.TEXT, FixtureValues::eventType),
      notNull(CopyKind.TEXT, FixtureValues::payload),
      notNull(CopyKind.TEXT, FixtureValues::country),
      nullable(CopyKind.TEXT, 7, FixtureValues::note)),
  /** Decimals of up to 14 digits, some of them NULL, as Decimal128. */
  NUMERIC(
      notNull(CopyKind.DECIMAL, FamilyValues::price),
      notNull(CopyKind.DECIMAL, FixtureValues::numeric),
      nullable(CopyKind.DECIMAL, 11, FixtureValues::numeric)),
  /** Dates, times and timestamps, some of them NULL. */
  TIMESTAMPS(
      notNull(CopyKind.TIMESTAMP, FixtureValues::timestamp),
      nullable(CopyKind.TIMESTAMPTZ, 13, FixtureValues::timestamp),
      nullable(CopyKind.DATE, 9, FixtureValues::date),
      notNull(CopyKind.TIME, FamilyValues::time)),
  /** An object of about 90 bytes, one of 13 NULL. */
  JSONB(nullable(CopyKind.JSONB, 13, FixtureValues::attributes)),
  /** Arrays of 0 to 8 numbers and of 0 to 5 words, some elements and some arrays NULL. */
  ARRAYS(
      nullable(CopyKind.INT4_ARRAY, 11, FamilyValues::numbers),
      notNull(CopyKind.TEXT_ARRAY, FamilyValues::words)),
  /** Types without an Arrow type, in the server's own format. */
  OPAQUE(
      nullable(CopyKind.NUMERIC, 11, FixtureValues::numeric),
      notNull(CopyKind.INET, FamilyValues::address),
      nullable(CopyKind.INT4RANGE, 13, FamilyValues::range),
      nullable(CopyKind.BYTEA, 8, FixtureValues::signature));

  private static final long SEED = 20_260;
  private static final int ROW_BYTES_MAX = 16 << 10;
  private static final int NULL = -1;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say.
  private final List<CopyColumn> columns;

  CopyShape(CopyColumn... columns) {
    this.columns = List.of(columns);
  }

  List<CopyKind> kinds() {
    return columns.stream().map(CopyColumn::kind).toList();
  }

  Schema schema() {
    return new Schema(
        IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i).kind().field("c" + i, columns.get(i).nullFraction() == 0))
            .toList());
  }

  /** Returns the first rows of the table as an Arrow batch, owned by the caller. */
  public VectorSchemaRoot batch(int rows, BufferAllocator allocator) {
    return new PlainCopy(this, allocator).decode(CopyMemory.join(rows(rows)), rows);
  }

  /**
   * Returns the first rows of the table, each without the header of its message. They come from a
   * fixed seed.
   */
  List<byte[]> rows(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    ByteBuffer out = ByteBuffer.allocate(ROW_BYTES_MAX);
    List<byte[]> rows = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      out.clear().putShort((short) columns.size());
      for (CopyColumn column : columns) {
        write(column, row, random, out);
      }
      rows.add(Arrays.copyOf(out.array(), out.position()));
    }
    return rows;
  }

  private static void write(CopyColumn column, int row, SplittableRandom random, ByteBuffer out) {
    int start = out.position();
    out.putInt(NULL);
    if (column.nullFraction() == 0 || random.nextInt(column.nullFraction()) != 0) {
      column.value().write(row, random, out);
      out.putInt(start, out.position() - start - Integer.BYTES);
    }
  }
}
