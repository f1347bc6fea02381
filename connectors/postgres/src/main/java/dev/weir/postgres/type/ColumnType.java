package dev.weir.postgres.type;

import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnEncoder;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * How the values of a Postgres type travel: their Arrow type, and the way from and to the binary
 * form of the type's send and receive functions. Every value of the type survives exactly.
 */
public interface ColumnType {
  ArrowType arrowType();

  /** The Arrow field's metadata: an extension type's name, where there is one. */
  default Map<String, String> metadata() {
    return Map.of();
  }

  ColumnDecoder decoder(BufferAllocator allocator);

  ColumnEncoder encoder();
}
