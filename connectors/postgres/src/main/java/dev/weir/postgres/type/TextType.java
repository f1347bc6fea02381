package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * text, varchar, bpchar, name, xml and enum labels as Utf8; each session sets client_encoding to
 * UTF8.
 */
final class TextType implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return ArrowType.Utf8.INSTANCE;
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
