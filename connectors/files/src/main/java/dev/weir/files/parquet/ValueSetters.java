package dev.weir.files.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Setters by the types of Parquet and Arrow that {@link ParquetFields} relates. */
final class ValueSetters {
  private static final long MICROS_PER_MILLI = 1000;
  private static final long NANOS_PER_MICRO = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int DECIMAL_BYTES = 16;

  private ValueSetters() {}

  /** Returns the setter of a vector for the readers of an interval's members. */
  static ValueSetter interval(
      FieldVector vector, ColumnReader months, ColumnReader days, ColumnReader nanoseconds) {
    IntervalMonthDayNanoVector intervals = (IntervalMonthDayNanoVector) vector;
    return index -> {
      intervals.setSafe(index, months.getInteger(), days.getInteger(), nanoseconds.getLong());
      return 0;
    };
  }

  /** Returns the setter of a vector for a leaf. */
  static ValueSetter of(PrimitiveType type, FieldVector vector, ColumnReader reader) {
    if (vector instanceof BitVector bits) {
      return index -> {
        bits.setSafe(index, reader.getBoolean() ? 1 : 0);
        return 0;
      };
    } else if (vector instanceof Float4Vector floats) {
      return index -> {
        floats.setSafe(index, reader.getFloat());
        return 0;
      };
    } else if (vector instanceof Float8Vector doubles) {
      return index -> {
        doubles.setSafe(index, reader.getDouble());
        return 0;
      };
    } else if (vector instanceof DateDayVector dates) {
      return index -> {
        dates.setSafe(index, reader.getInteger());
        return 0;
      };
    } else if (vector instanceof TimeMicroVector || vector instanceof TimeStampVector) {
      return micros(type, vector, reader);
    } else if (vector instanceof DecimalVector decimals) {
      return decimal(type, decimals, reader);
    } else if (vector instanceof FixedSizeBinaryVector binaries) {
      return index -> {
        binaries.setSafe(index, reader.getBinary().getBytesUnsafe());
        return 0;
      };
    } else if (vector instanceof VarCharVector texts) {
      return text(texts, reader);
    } else if (vector instanceof BaseVariableWidthVector binaries) {
      return index -> {
        ByteBuffer bytes = reader.getBinary().toByteBuffer();
        binaries.setSafe(index, bytes, bytes.position(), bytes.remaining());
        return bytes.remaining();
      };
    } else if (vector instanceof IntervalMonthDayNanoVector intervals) {
      return interval(intervals, reader);
    }
    return integer(type, vector, reader);
  }

  private static ValueSetter text(VarCharVector texts, ColumnReader reader) {
    Utf8Check check = new Utf8Check();
    return index -> {
      ByteBuffer text = reader.getBinary().toByteBuffer();
      check.require(text);
      texts.setSafe(index, text, text.position(), text.remaining());
      return text.remaining();
    };
  }

  private static ValueSetter integer(PrimitiveType type, FieldVector vector, ColumnReader reader) {
    if (vector instanceof TinyIntVector bytes) {
      return index -> {
        int value = reader.getInteger();
        bytes.setSafe(index, checked(value, (byte) value));
        return 0;
      };
    } else if (vector instanceof SmallIntVector shorts) {
      return index -> {
        int value = reader.getInteger();
        shorts.setSafe(index, checked(value, (short) value));
        return 0;
      };
    } else if (vector instanceof IntVector ints) {
      return index -> {
        ints.setSafe(index, reader.getInteger());
        return 0;
      };
    }
    BigIntVector longs = (BigIntVector) vector;
    boolean isUnsigned =
        type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
            && !integer.isSigned();
    if (isUnsigned) {
      return index -> {
        longs.setSafe(index, Integer.toUnsignedLong(reader.getInteger()));
        return 0;
      };
    }
    return index -> {
      longs.setSafe(index, reader.getLong());
      return 0;
    };
  }

  private static int checked(int value, int narrowed) {
    if (value != narrowed) {
      throw new UnfitValueException(value + " is out of range");
    }
    return value;
  }

  private static ValueSetter micros(PrimitiveType type, FieldVector vector, ColumnReader reader) {
    TimeUnit unit = unit(type.getLogicalTypeAnnotation());
    boolean isInt = type.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    if (vector instanceof TimeMicroVector times) {
      return index -> {
        times.setSafe(index, micros(unit, isInt ? reader.getInteger() : reader.getLong()));
        return 0;
      };
    }
    TimeStampVector timestamps = (TimeStampVector) vector;
    return index -> {
      timestamps.setSafe(index, micros(unit, reader.getLong()));
      return 0;
    };
  }

  private static TimeUnit unit(LogicalTypeAnnotation annotation) {
    return annotation instanceof TimeLogicalTypeAnnotation time
        ? time.getUnit()
        : ((TimestampLogicalTypeAnnotation) annotation).getUnit();
  }

  private static long micros(TimeUnit unit, long value) {
    return switch (unit) {
      case MICROS -> value;
      case MILLIS -> {
        long max = Long.MAX_VALUE / MICROS_PER_MILLI;
        if (value > max || value < -max) {
          throw new UnfitValueException(value + " milliseconds are out of range");
        }
        yield value * MICROS_PER_MILLI;
      }
      case NANOS -> {
        if (value % NANOS_PER_MICRO != 0) {
          throw new UnfitValueException(value + " nanoseconds are no whole microseconds");
        }
        yield value / NANOS_PER_MICRO;
      }
    };
  }

  private static ValueSetter decimal(
      PrimitiveType type, DecimalVector decimals, ColumnReader reader) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 ->
          index -> {
            decimals.setSafe(index, (long) reader.getInteger());
            return 0;
          };
      case INT64 ->
          index -> {
            decimals.setSafe(index, reader.getLong());
            return 0;
          };
      default ->
          index -> {
            byte[] bytes = reader.getBinary().getBytesUnsafe();
            if (bytes.length > DECIMAL_BYTES) {
              throw new UnfitValueException("a decimal has %,d bytes".formatted(bytes.length));
            }
            decimals.setBigEndianSafe(index, bytes);
            return 0;
          };
    };
  }

  /** Parquet's own intervals: months, days and milliseconds, unsigned, of 32 bits each. */
  private static ValueSetter interval(IntervalMonthDayNanoVector intervals, ColumnReader reader) {
    return index -> {
      Binary value = reader.getBinary();
      ByteBuffer bytes = ByteBuffer.wrap(value.getBytesUnsafe()).order(ByteOrder.LITTLE_ENDIAN);
      int months = bytes.getInt(0);
      int days = bytes.getInt(Integer.BYTES);
      if (months < 0 || days < 0) {
        throw new UnfitValueException("the months or days of an interval are out of range");
      }
      long nanos = Integer.toUnsignedLong(bytes.getInt(2 * Integer.BYTES)) * NANOS_PER_MILLI;
      intervals.setSafe(index, months, days, nanos);
      return 0;
    };
  }
}
