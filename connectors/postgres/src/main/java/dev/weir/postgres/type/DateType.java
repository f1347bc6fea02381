package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** date as Date32; infinity and -infinity are the maximum and minimum. */
final class DateType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.Date(DateUnit.DAY);
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.days(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.days();
  }
}
