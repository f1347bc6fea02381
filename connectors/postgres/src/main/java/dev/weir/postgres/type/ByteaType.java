package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** bytea as Binary. */
final class ByteaType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return ArrowType.Binary.INSTANCE;
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.bytes(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.bytes();
  }
}
