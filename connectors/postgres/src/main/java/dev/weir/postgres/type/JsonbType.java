package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** jsonb as Utf8; on the wire, a version byte precedes the text. Source: jsonb_send, jsonb_recv. */
final class JsonbType implements ColumnType {
  private static final byte VERSION = 1;

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
    return Decoders.versionedBytes(allocator, VERSION);
  }

  @Override
  public ColumnEncoder encoder() {
    return Encoders.versionedBytes(VERSION);
  }
}
