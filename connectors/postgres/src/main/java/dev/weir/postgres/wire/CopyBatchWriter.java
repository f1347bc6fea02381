package dev.weir.postgres.wire;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Encodes batches as rows of the binary COPY format, block by block. Not thread-safe. */
public final class CopyBatchWriter {
  private final List<ColumnEncoder> encoders;
  private final int[] vectors;
  private final int fixedRowBytes;
  private final OutBlock block = new OutBlock();

  /** Receives encoded rows. */
  @FunctionalInterface
  public interface Sink<E extends Exception> {
    /**
     * Receives the rows of a block.
     *
     * @param first the block's first row in its batch
     */
    void accept(OutBlock block, int first) throws E;
  }

  /**
   * Creates a writer for all columns of a schema.
   *
   * @param encoders one for each column
   */
  public CopyBatchWriter(List<ColumnEncoder> encoders) {
    this(encoders, IntStream.range(0, encoders.size()).toArray());
  }

  /**
   * Creates a writer for some columns of a schema.
   *
   * @param encoders one for each written column
   * @param vectors the index of each encoder's vector in the batches
   */
  public CopyBatchWriter(List<ColumnEncoder> encoders, int[] vectors) {
    this.encoders = List.copyOf(encoders);
    this.vectors = vectors.clone();
    this.fixedRowBytes =
        CopyBinary.FIELD_COUNT_BYTES + encoders.stream().mapToInt(ColumnEncoder::fixedBytes).sum();
  }

  public <E extends Exception> void write(VectorSchemaRoot root, Sink<E> sink) throws E {
    for (int column = 0; column < encoders.size(); column++) {
      encoders.get(column).bind(root.getVector(vectors[column]));
    }
    for (int first = 0; first < root.getRowCount(); first += OutBlock.ROWS_MAX) {
      block.begin(Math.min(OutBlock.ROWS_MAX, root.getRowCount() - first), fixedRowBytes);
      for (ColumnEncoder encoder : encoders) {
        encoder.addSizes(first, block);
      }
      block.place(encoders.size());
      for (ColumnEncoder encoder : encoders) {
        encoder.write(first, block);
      }
      block.checkFilled();
      sink.accept(block, first);
    }
  }
}
