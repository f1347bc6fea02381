package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Mapping of a PostgreSQL type to an Arrow type, with the codec for the binary format of the type's
 * send and receive functions. The mapping is lossless.
 */
public interface ColumnType {
  ArrowType arrowType();

  /** Returns the metadata of the Arrow field: that of an extension type, or none. */
  default Map<String, String> metadata() {
    return Map.of();
  }

  ColumnDecoder decoder(BufferAllocator allocator);

  ColumnEncoder encoder();
}
