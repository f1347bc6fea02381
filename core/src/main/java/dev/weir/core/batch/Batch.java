package dev.weir.core.batch;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Rows of one stream in Arrow columns. It has one owner at a time, who closes it; whoever is given
 * a batch as an argument borrows it unless the method's name says {@code take}.
 */
public final class Batch implements AutoCloseable {
  private final VectorSchemaRoot root;
  private final long bytes;

  /**
   * Takes the columns over.
   *
   * @param root the columns, which the batch now owns
   * @param bytes the rows' own footprint: the used parts of all buffers, not their capacity
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
