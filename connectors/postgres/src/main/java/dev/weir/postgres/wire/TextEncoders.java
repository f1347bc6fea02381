package dev.weir.postgres.wire;

import dev.weir.postgres.wire.TextEncoder.Kernel;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Creates encoders for the text COPY format by Arrow type. */
public final class TextEncoders {
  private static final byte BETWEEN_FIELDS = '\t';
  private static final byte AFTER_ROW = '\n';
  private static final int INT64_BITS = 64;
  private static final int UUID_BYTES = 16;
  private static final int DECIMAL_BITS = 128;

  private TextEncoders() {}

  /** Returns whether there is an encoder for values of this type. */
  public static boolean supports(ArrowType type) {
    return kernel(type).isPresent();
  }

  /**
   * Returns an encoder for the text of values.
   *
   * @param isLast whether the column is the last of its row
   */
  public static ColumnEncoder of(ArrowType type, boolean isLast) {
    return new TextEncoder(kernel(type).orElseThrow(), isLast ? AFTER_ROW : BETWEEN_FIELDS);
  }

  private static Optional<Kernel> kernel(ArrowType type) {
    if (type instanceof ArrowType.Bool) {
      return Optional.of(TextKernels::bool);
    } else if (type instanceof ArrowType.Int integer && integer.getIsSigned()) {
      return Optional.of(integer(integer.getBitWidth()));
    } else if (type instanceof ArrowType.FloatingPoint number) {
      return floatingPoint(number.getPrecision());
    } else if (type instanceof ArrowType.Utf8) {
      return Optional.of(TextKernels::utf8);
    } else if (type instanceof ArrowType.Binary) {
      return Optional.of(TextKernels::bytea);
    } else if (type instanceof ArrowType.FixedSizeBinary bytes) {
      return bytes.getByteWidth() == UUID_BYTES ? Optional.of(TextKernels::uuid) : Optional.empty();
    } else if (type instanceof ArrowType.Decimal decimal) {
      return decimal.getBitWidth() == DECIMAL_BITS
          ? Optional.of(TextKernels.decimal(decimal.getScale()))
          : Optional.empty();
    }
    return dateTime(type);
  }

  private static Kernel integer(int bits) {
    return switch (bits) {
      case Byte.SIZE -> TextKernels::int8;
      case Short.SIZE -> TextKernels::int16;
      case Integer.SIZE -> TextKernels::int32;
      default -> TextKernels::int64;
    };
  }

  private static Optional<Kernel> floatingPoint(FloatingPointPrecision precision) {
    return switch (precision) {
      case SINGLE -> Optional.of(TextKernels::float32);
      case DOUBLE -> Optional.of(TextKernels::float64);
      case HALF -> Optional.empty();
    };
  }

  private static Optional<Kernel> dateTime(ArrowType type) {
    if (type instanceof ArrowType.Date date) {
      return switch (date.getUnit()) {
        case DAY -> Optional.of(TextKernels::days);
        case MILLISECOND -> Optional.empty();
      };
    } else if (type instanceof ArrowType.Time time) {
      return time.getUnit() == TimeUnit.MICROSECOND && time.getBitWidth() == INT64_BITS
          ? Optional.of(TextKernels::time)
          : Optional.empty();
    } else if (type instanceof ArrowType.Timestamp time && time.getUnit() == TimeUnit.MICROSECOND) {
      return Optional.of(
          time.getTimezone() == null ? TextKernels::timestamp : TextKernels::timestampUtc);
    } else if (type instanceof ArrowType.Interval interval
        && interval.getUnit() == IntervalUnit.MONTH_DAY_NANO) {
      return Optional.of(TextKernels::monthDayNano);
    }
    return Optional.empty();
  }
}
