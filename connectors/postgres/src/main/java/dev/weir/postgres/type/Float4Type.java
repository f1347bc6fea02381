package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** float4 as Float32; the bits are preserved, including NaN payloads and -0.0. */
final class Float4Type implements ColumnType {
  @Override
  public ArrowType arrowType() {
    return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
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
