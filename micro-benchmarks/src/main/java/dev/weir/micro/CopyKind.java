package dev.weir.micro;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.Decoders;
import dev.weir.postgres.wire.Encoders;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The forms of values in COPY that the benchmarks have, each with its Arrow type and kernels. */
@SuppressWarnings("ImmutableEnumChecker") // Arrow's types and references to methods do not change.
enum CopyKind {
  BOOL(new ArrowType.Bool(), Decoders::bool, Encoders::bool),
  INT4(new ArrowType.Int(32, true), Decoders::int32, Encoders::int32),
  INT8(new ArrowType.Int(64, true), Decoders::int64, Encoders::int64),
  FLOAT8(
      new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), Decoders::int64, Encoders::int64),
  UUID(new ArrowType.FixedSizeBinary(16), Decoders::bytes16, Encoders::bytes16),
  DATE(new ArrowType.Date(DateUnit.DAY), Decoders::days, Encoders::days),
  TIMESTAMP(
      new ArrowType.Timestamp(TimeUnit.MICROSECOND, null), Decoders::micros, Encoders::micros),
  TEXT(new ArrowType.Utf8(), Decoders::bytes, Encoders::bytes),
  JSONB(
      new ArrowType.Utf8(),
      allocator -> Decoders.versionedBytes(allocator, CopyKind.JSONB_VERSION),
      () -> Encoders.versionedBytes(CopyKind.JSONB_VERSION));

  static final byte JSONB_VERSION = 1;

  final ArrowType type;
  private final Function<BufferAllocator, ColumnDecoder> decoder;
  private final Supplier<ColumnEncoder> encoder;

  CopyKind(
      ArrowType type,
      Function<BufferAllocator, ColumnDecoder> decoder,
      Supplier<ColumnEncoder> encoder) {
    this.type = type;
    this.decoder = decoder;
    this.encoder = encoder;
  }

  ColumnDecoder decoder(BufferAllocator allocator) {
    return decoder.apply(allocator);
  }

  ColumnEncoder encoder() {
    return encoder.get();
  }
}
