package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** json as Utf8. */
final class JsonType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return ArrowType.Utf8.INSTANCE;
  }

  @Override
  public Map<String, String> metadata() {
    return ArrowExtensions.JSON;
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
