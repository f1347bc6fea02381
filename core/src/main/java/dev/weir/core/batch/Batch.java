package dev.weir.core.batch;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Rows of one stream in Arrow columns. A batch has one owner at a time, which must close it. A
 * method borrows its batch arguments unless its name starts with {@code take}.
 */
public final class Batch implements AutoCloseable {
  private final VectorSchemaRoot root;
  private final long bytes;

  /**
   * Creates a batch, which owns the columns.
   *
   * @param bytes the used bytes of all buffers, without padding and unused capacity
   */
  public Batch(VectorSchemaRoot root, long bytes) {
    this.root = root;
    this.bytes = bytes;
  }

  public VectorSchemaRoot root() {
    return root;
  }

  public int rows() {
    return root.getRowCount();
  }

  /** Returns the used bytes of all buffers, without padding and unused capacity. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    root.close();
  }
}
