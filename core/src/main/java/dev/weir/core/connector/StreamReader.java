package dev.weir.core.connector;

import dev.weir.core.batch.Batch;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads one stream, batch by batch. */
public interface StreamReader extends AutoCloseable {
  /** Fixed before the first row. */
  Schema schema();

  /** The next batch, which the caller closes; empty at the stream's end. */
  Optional<Batch> next();

  /**
   * The cursor of the last row that {@link #next} delivered; empty before it and for full reads.
   */
  Optional<Cursor> cursor();

  /** Gives back what the reader holds; a read that has not ended is cancelled. */
  @Override
  void close();
}
