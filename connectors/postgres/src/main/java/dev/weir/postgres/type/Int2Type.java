package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** int2 as Int16. */
final class Int2Type implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.Int(16, true);
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.int16(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.int16();
  }
}
