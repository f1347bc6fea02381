package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * timestamp as Timestamp in microseconds without time zone; infinity and -infinity are the maximum
 * and minimum.
 */
final class TimestampType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.micros(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.micros();
  }
}
