package dev.weir.postgres.wire;

import static dev.weir.postgres.wire.CopyStream.claiming;
import static dev.weir.postgres.wire.CopyStream.field;
import static dev.weir.postgres.wire.CopyStream.int4;
import static dev.weir.postgres.wire.CopyStream.nullField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** Fields with an invalid length or content cause an error with the column, and no allocation. */
class MalformedFieldTest {
  /** Upper bound of the decoders' memory for two small rows, well below the invalid lengths. */
  private static final long BYTES_MAX = 4096;

  @ParameterizedTest
  @CsvSource({
    Oid.BOOL + ", 1",
    Oid.INT2 + ", 2",
    Oid.INT4 + ", 4",
    Oid.INT8 + ", 8",
    Oid.FLOAT4 + ", 4",
    Oid.FLOAT8 + ", 8",
    Oid.UUID + ", 16",
    Oid.DATE + ", 4",
    Oid.TIME + ", 8",
    Oid.TIMESTAMP + ", 8",
    Oid.TIMESTAMPTZ + ", 8"
  })
  void next_wrongFieldWidth_failsWithTheColumn(int oid, int width) {
    for (int length : new int[] {0, width - 1, width + 1, -2, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> read(oid, claiming(length, new byte[width + 1])))
          .isInstanceOf(ColumnException.class)
          .hasMessageStartingWith("A field of " + length + " bytes; its type has " + width)
          .hasFieldOrPropertyWithValue("column", "c1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Oid.BOOL, Oid.INT2, Oid.INT4, Oid.INT8, Oid.UUID, Oid.DATE, Oid.TIMESTAMP})
  void next_truncatedFixedField_failsWithTheColumn(int oid) {
    int width =
        switch (oid) {
          case Oid.BOOL -> 1;
          case Oid.INT2 -> 2;
          case Oid.INT4, Oid.DATE -> 4;
          case Oid.UUID -> 16;
          default -> 8;
        };

    endsOutside(oid, claiming(width, new byte[width - 1]));
    endsOutside(oid, new byte[3]);
    endsOutside(oid);
  }

  @ParameterizedTest
  @ValueSource(ints = {Oid.TEXT, Oid.BYTEA, Oid.NUMERIC, Oid.JSON})
  void next_lengthExceedsRow_failsWithTheColumnAndAllocatesNothing(int oid) {
    for (int length : new int[] {2, 1 << 20, Integer.MAX_VALUE - 8, Integer.MAX_VALUE}) {
      endsOutside(oid, claiming(length, (byte) 'x'));
    }
    endsOutside(oid, new byte[3]);
    endsOutside(oid);
  }

  @Test
  void next_jsonbLengthExceedsRow_failsWithTheColumn() {
    endsOutside(Oid.JSONB, claiming(3, (byte) 1, (byte) '1'));
    endsOutside(Oid.JSONB, claiming(3));
    endsOutside(Oid.JSONB, claiming(Integer.MAX_VALUE, (byte) 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -3, Integer.MIN_VALUE})
  void next_negativeLength_failsWithTheColumn(int length) {
    for (int oid : new int[] {Oid.TEXT, Oid.JSONB, Oid.NUMERIC}) {
      assertThatThrownBy(() -> read(oid, claiming(length, (byte) 1)))
          .isInstanceOf(ColumnException.class)
          .hasMessageStartingWith("A field of " + length + " bytes")
          .hasFieldOrPropertyWithValue("column", "c1");
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, -1, '{'})
  void next_unknownJsonbVersion_failsWithTheColumn(byte version) {
    assertThatThrownBy(() -> read(Oid.JSONB, field(version, (byte) '1')))
        .isInstanceOf(ColumnException.class)
        .hasMessageStartingWith("A value of version " + version + ", not 1")
        .hasFieldOrPropertyWithValue("column", "c1");
  }

  @Test
  void next_jsonbWithoutVersion_failsWithTheColumn() {
    assertThatThrownBy(() -> read(Oid.JSONB, field()))
        .isInstanceOf(ColumnException.class)
        .hasMessageStartingWith("A field of 0 bytes")
        .hasFieldOrPropertyWithValue("column", "c1");
  }

  private static void endsOutside(int oid, byte... rest) {
    assertThatThrownBy(() -> read(oid, rest))
        .isInstanceOf(ColumnException.class)
        .hasMessageStartingWith("A field ends outside its row")
        .hasFieldOrPropertyWithValue("column", "c1");
  }

  /** Reads a valid row, and one whose second column has these bytes. */
  private static void read(int oid, byte[] secondField) throws Exception {
    CopyStream stream =
        new CopyStream().row(int4(1), nullField()).row(int4(1), secondField).trailer();
    try (RootAllocator allocator = new RootAllocator()) {
      try (CopyBatchReader reader =
          WireColumns.of(Oid.INT4, oid)
              .reader(stream.messages(), WireColumns.WIDE_LIMITS, allocator)) {
        reader.next().orElseThrow().close();
      } finally {
        assertThat(allocator.getPeakMemoryAllocation()).isLessThan(BYTES_MAX);
      }
    }
  }
}
