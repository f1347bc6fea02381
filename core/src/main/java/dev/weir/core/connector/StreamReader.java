package dev.weir.core.connector;

import dev.weir.core.batch.Batch;
import java.util.Optional;

/** Reads one split, batch by batch. */
public interface StreamReader extends AutoCloseable {
  /** The next batch, which the caller closes; empty at the split's end. */
  Optional<Batch> next();

  /** Gives back what the reader holds; a read that has not ended is cancelled. */
  @Override
  void close();
}
