package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Mapping of a PostgreSQL type to an Arrow type, with the codec for the binary format of the type's
 * send and receive functions.
 *
 * @param children of the Arrow field: that of a list, or none
 * @param metadata of the Arrow field: that of an extension type, or none
 */
public record ColumnType(
    ArrowType arrowType,
    List<Field> children,
    Map<String, String> metadata,
    Function<BufferAllocator, ColumnDecoder> decoders,
    Supplier<ColumnEncoder> encoders) {

  public ColumnType {
    children = List.copyOf(children);
  }

  /** Returns the same mapping as an extension type. */
  ColumnType with(Map<String, String> extension) {
    return new ColumnType(arrowType, children, extension, decoders, encoders);
  }

  public ColumnDecoder decoder(BufferAllocator allocator) {
    return decoders.apply(allocator);
  }

  public ColumnEncoder encoder() {
    return encoders.get();
  }
}
