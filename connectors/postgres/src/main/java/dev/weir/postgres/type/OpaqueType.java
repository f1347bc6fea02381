package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Types without a lossless Arrow type, such as numeric: Binary in the type's binary format.
 *
 * @param typeName as returned by format_type
 */
record OpaqueType(String typeName) implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return ArrowType.Binary.INSTANCE;
  }

  @Override
  public Map<String, String> metadata() {
    return ArrowExtensions.opaque(typeName);
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
