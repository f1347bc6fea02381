package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Every type whose values no Arrow type holds in full, numeric among them: the bytes of the
 * server's own binary form, passed through.
 *
 * @param typeName as format_type gives it
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
