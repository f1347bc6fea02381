package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** uuid as FixedSizeBinary(16). */
final class UuidType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.FixedSizeBinary(16);
  }

  @Override
  public Map<String, String> metadata() {
    return ArrowExtensions.UUID;
  }

  @Override
  public ColumnDecoder decoder(BufferAllocator allocator) {
    return Decoders.bytes16(allocator);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.bytes16();
  }
}
