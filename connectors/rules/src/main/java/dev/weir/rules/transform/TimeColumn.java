package dev.weir.rules.transform;

import dev.weir.rules.input.EventTimes;
import dev.weir.rules.input.InputException;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The times of rows, from a column of timestamps, of milliseconds since the epoch, or of texts in
 * ISO 8601. A timestamp without a time zone is in UTC.
 */
@FunctionalInterface
interface TimeColumn {
  /** The result for a row without a time, or with one outside of 1678 to 2262. */
  long NONE = Long.MIN_VALUE;

  long NANOS_PER_MILLISECOND = 1_000_000;

  /** Returns nanoseconds since the epoch, or {@link #NONE}. */
  long nanos(int row);

  /** Returns whether a column can have times. */
  static boolean isPossible(Field column) {
    ArrowType type = column.getType();
    return type instanceof ArrowType.Timestamp
        || type instanceof ArrowType.Int
        || type instanceof ArrowType.Utf8;
  }

  static TimeColumn of(FieldVector vector) {
    if (vector instanceof TimeStampVector timestamps
        && vector.getField().getType() instanceof ArrowType.Timestamp type) {
      long unit =
          switch (type.getUnit()) {
            case SECOND -> 1_000 * NANOS_PER_MILLISECOND;
            case MILLISECOND -> NANOS_PER_MILLISECOND;
            case MICROSECOND -> 1_000;
            case NANOSECOND -> 1;
          };
      return row -> timestamps.isNull(row) ? NONE : scaled(timestamps.get(row), unit);
    }
    if (vector instanceof BaseIntVector integers) {
      return row ->
          vector.isNull(row) ? NONE : scaled(integers.getValueAsLong(row), NANOS_PER_MILLISECOND);
    }
    VarCharVector texts = (VarCharVector) vector;
    return row -> texts.isNull(row) ? NONE : parsed(texts.get(row));
  }

  private static long scaled(long time, long unit) {
    long nanos = time * unit;
    return Math.multiplyHigh(time, unit) == nanos >> (Long.SIZE - 1) ? nanos : NONE;
  }

  private static long parsed(byte[] text) {
    try {
      return EventTimes.nanos("", new String(text, StandardCharsets.UTF_8));
    } catch (InputException e) {
      return NONE;
    }
  }
}
