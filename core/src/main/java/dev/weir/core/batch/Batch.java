package dev.weir.core.batch;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Rows of one stream in Arrow columns. A batch has one owner at a time, which closes it. A method
 * borrows a batch that it is given, unless the method's name begins with {@code take}.
 */
public final class Batch implements AutoCloseable {
  private final VectorSchemaRoot root;
  private final long bytes;

  /**
   * Takes ownership of the columns.
   *
   * @param root the columns
   * @param bytes the used bytes of all buffers, without padding and spare capacity
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

  /** Arrow bytes of these rows, without padding and spare capacity. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    root.close();
  }
}
