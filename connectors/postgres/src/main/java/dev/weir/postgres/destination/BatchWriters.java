package dev.weir.postgres.destination;

import dev.weir.postgres.wire.ColumnEncoder;
import dev.weir.postgres.wire.CopyBatchWriter;
import java.util.ArrayList;
import java.util.List;

/** Creates writers for the columns of a table. */
final class BatchWriters {
  private BatchWriters() {}

  static CopyBatchWriter of(LoadTable table) {
    int last = table.columns().size() - 1;
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (LoadColumn column : table.columns()) {
      encoders.add(column.encoder(encoders.size() == last));
    }
    int[] vectors = table.columns().stream().mapToInt(LoadColumn::index).toArray();
    return table.isTextCopy()
        ? CopyBatchWriter.ofText(encoders, vectors)
        : new CopyBatchWriter(encoders, vectors);
  }
}
