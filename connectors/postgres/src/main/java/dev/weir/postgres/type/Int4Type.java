package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** int4 as Int32. */
final class Int4Type implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.Int(32, true);
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.int32(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.int32();
  }
}
