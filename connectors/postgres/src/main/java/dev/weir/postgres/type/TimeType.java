package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** time as Time64 in microseconds; 24:00:00 is 86,400,000,000. */
final class TimeType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.Time(TimeUnit.MICROSECOND, 64);
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.int64(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.int64();
  }
}
