package dev.weir.postgres.destination;

import dev.weir.postgres.wire.CopyBatchWriter;

/** Creates writers for the columns of a table. */
final class BatchWriters {
  private BatchWriters() {}

  static CopyBatchWriter of(LoadTable table) {
    return new CopyBatchWriter(
        table.columns().stream().map(column -> column.columnType().encoder()).toList(),
        table.columns().stream().mapToInt(LoadColumn::index).toArray());
  }
}
