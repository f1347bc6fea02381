package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** int8 as Int64. */
final class Int8Type implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.Int(64, true);
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
