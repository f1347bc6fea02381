package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** bool as Bool. */
final class BoolType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return ArrowType.Bool.INSTANCE;
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.bool(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.bool();
  }
}
