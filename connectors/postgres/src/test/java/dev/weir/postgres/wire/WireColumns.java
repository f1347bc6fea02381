package dev.weir.postgres.wire;

import dev.weir.core.connector.BatchLimits;
import dev.weir.postgres.type.ColumnType;
import dev.weir.postgres.type.ColumnTypes;
import dev.weir.postgres.type.PostgresFields;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Columns named c0, c1, and so on, of these types. */
record WireColumns(List<ColumnType> types) {
  static final BatchLimits WIDE_LIMITS = new BatchLimits(8 << 20, 1 << 20, 64 << 20);

  /** Creates columns of the types with these OIDs. */
  static WireColumns of(int... oids) {
    return new WireColumns(
        Arrays.stream(oids).mapToObj(oid -> ColumnTypes.of(oid, false, "type " + oid)).toList());
  }

  Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (ColumnType type : types) {
      fields.add(PostgresFields.field("c" + fields.size(), "any", false, type, false));
    }
    return new Schema(fields);
  }

  CopyBatchReader reader(CopyMessages messages, BatchLimits limits, BufferAllocator allocator)
      throws SQLException {
    List<ColumnDecoder> decoders = types.stream().map(type -> type.decoder(allocator)).toList();
    return new CopyBatchReader(messages, schema(), decoders, limits, allocator);
  }

  CopyBatchWriter writer() {
    return new CopyBatchWriter(types.stream().map(ColumnType::encoder).toList());
  }
}
