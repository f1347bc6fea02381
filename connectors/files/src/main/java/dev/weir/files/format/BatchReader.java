package dev.weir.files.format;

import dev.weir.core.batch.Batch;
import java.io.IOException;
import java.util.Optional;

/** Reads the batches of one file. Used by one thread. */
public interface BatchReader extends AutoCloseable {
  /** Returns the next batch, which the caller owns; empty at the end of the file. */
  Optional<Batch> next() throws IOException;

  /** Releases the buffers; the file's stream belongs to the caller. */
  @Override
  void close();
}
