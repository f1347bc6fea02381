package dev.weir.files.format;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Writes batches to one file. Used by one thread. */
public interface BatchWriter extends AutoCloseable {
  void write(VectorSchemaRoot rows) throws IOException;

  /** Writes what is buffered and can be read already. */
  default void flush() throws IOException {}

  /** Writes what the format has at its end, and everything that is buffered. */
  void finish() throws IOException;

  /** Releases the buffers; the file's stream belongs to the caller. */
  @Override
  void close();
}
