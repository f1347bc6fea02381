package dev.weir.files.format;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.files.store.FilesError;
import java.util.Queue;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Divides rows into batches within the limits. */
public final class BatchDivision {
  private BatchDivision() {}

  /**
   * Adds the rows as batches, whose buffers they share.
   *
   * @param rows closed if this fails
   * @param file the name to show in messages
   * @throws dev.weir.core.error.WeirException if a row is too wide
   */
  public static void take(
      VectorSchemaRoot rows, BatchLimits limits, Place place, String file, Queue<Batch> batches) {
    long bytes = bytes(rows);
    int count = rows.getRowCount();
    if (count <= limits.rowsMax() && (bytes <= limits.bytesMax() || count <= 1)) {
      if (bytes > limits.rowBytesMax()) {
        rows.close();
        throw FilesError.FILE_ROW
            .at(place, file + ": a row is larger than %,d bytes".formatted(limits.rowBytesMax()))
            .withHint("Raise resources.max_inflight_bytes.");
      }
      if (count == 0) {
        rows.close();
      } else {
        batches.add(new Batch(rows, bytes));
      }
      return;
    }
    try (VectorSchemaRoot whole = rows) {
      take(slice(whole, 0, count / 2), limits, place, file, batches);
      take(slice(whole, count / 2, count - count / 2), limits, place, file, batches);
    }
  }

  /** The slices of a list vector have another name for their elements than the schema. */
  private static VectorSchemaRoot slice(VectorSchemaRoot rows, int start, int count) {
    return new VectorSchemaRoot(
        rows.getSchema(), rows.slice(start, count).getFieldVectors(), count);
  }

  private static long bytes(VectorSchemaRoot rows) {
    long bytes = 0;
    for (FieldVector vector : rows.getFieldVectors()) {
      bytes += vector.getBufferSize();
    }
    return bytes;
  }
}
