package dev.weir.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.Batch;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** Arrow values of fields; a round trip does not detect errors that encoders reverse. */
class DecodedValuesTest {

  @Test
  void next_values_areDecoded() throws SQLException {
    assertThat(decoded(Oid.BOOL, (byte) 1)).isEqualTo(true);
    assertThat(decoded(Oid.BOOL, (byte) 0)).isEqualTo(false);
    assertThat(decoded(Oid.INT2, (byte) 0x80, (byte) 1)).isEqualTo((short) -32767);
    assertThat(decoded(Oid.INT4, int32(-5))).isEqualTo(-5);
    assertThat(decoded(Oid.INT8, int64(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(decoded(Oid.FLOAT4, int32(Float.floatToIntBits(-1.5f)))).isEqualTo(-1.5f);
    assertThat(decoded(Oid.FLOAT8, int64(Double.doubleToLongBits(1e300)))).isEqualTo(1e300);
    assertThat(decoded(Oid.UUID, CopyStream.joined(int64(1), int64(-2))))
        .isEqualTo(CopyStream.joined(int64(1), int64(-2)));
    assertThat(decoded(Oid.BYTEA, (byte) 0, (byte) -1)).isEqualTo(new byte[] {0, -1});
    assertThat(decoded(Oid.JSONB, (byte) 1, (byte) '7')).hasToString("7");
  }

  @Test
  void next_days_areConvertedToUnixEpoch() throws SQLException {
    assertThat(decodedDays(0)).isEqualTo(LocalDate.of(2000, 1, 1).toEpochDay());
    assertThat(decodedDays(-10_957)).isZero();
    assertThat(decodedDays(2_145_031_948)).isEqualTo(LocalDate.of(5_874_897, 12, 31).toEpochDay());
    assertThat(decodedDays(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(decodedDays(Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {Oid.TIMESTAMP, Oid.TIMESTAMPTZ})
  void next_micros_areConvertedToUnixEpoch(int oid) throws SQLException {
    assertThat(decoded(oid, int64(1)))
        .isIn(LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1_000), 946_684_800_000_001L);
    assertThat(decodedMicros(oid, -946_684_800_000_001L)).isEqualTo(-1);
    assertThat(decodedMicros(oid, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(decodedMicros(oid, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(decodedMicros(oid, Long.MAX_VALUE - 946_684_800_000_001L))
        .isEqualTo(Long.MAX_VALUE - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {946_684_800_000_000L, 1})
  void next_microsOutOfRange_failsWithTheColumn(long belowMax) {
    assertThatThrownBy(() -> decoded(Oid.TIMESTAMP, int64(Long.MAX_VALUE - belowMax)))
        .isInstanceOf(ColumnException.class)
        .hasMessageContaining("294247-01-10")
        .hasFieldOrPropertyWithValue("column", "c0");
  }

  private static long decodedDays(int days) throws SQLException {
    return with(Oid.DATE, int32(days), vector -> (long) ((DateDayVector) vector).get(1));
  }

  private static long decodedMicros(int oid, long micros) throws SQLException {
    return with(oid, int64(micros), vector -> ((TimeStampVector) vector).get(1));
  }

  private static Object decoded(int oid, byte... bytes) throws SQLException {
    return with(oid, bytes, vector -> vector.getObject(1));
  }

  @FunctionalInterface
  private interface Look<T> {
    T at(FieldVector vector);
  }

  /** Decodes two rows, of which the first is NULL, and returns the second. */
  private static <T> T with(int oid, byte[] bytes, Look<T> look) throws SQLException {
    CopyStream stream =
        new CopyStream().row(CopyStream.nullField()).row(CopyStream.field(bytes)).trailer();
    try (RootAllocator allocator = new RootAllocator();
        CopyBatchReader reader =
            WireColumns.of(oid).reader(stream.messages(), WireColumns.WIDE_LIMITS, allocator);
        Batch batch = reader.next().orElseThrow()) {
      FieldVector vector = batch.root().getVector(0);
      assertThat(vector.isNull(0)).isTrue();
      return look.at(vector);
    }
  }

  private static byte[] int32(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] int64(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }
}
