package dev.weir.postgres.wire;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Encodes batches as rows of a COPY format, block by block. Not thread-safe. */
public final class CopyBatchWriter {
  private final List<ColumnEncoder> encoders;
  private final int[] vectors;
  private final boolean isBinary;
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
    this(encoders, vectors, true);
  }

  private CopyBatchWriter(List<ColumnEncoder> encoders, int[] vectors, boolean isBinary) {
    this.encoders = List.copyOf(encoders);
    this.vectors = vectors.clone();
    this.isBinary = isBinary;
    this.fixedRowBytes =
        (isBinary ? CopyBinary.FIELD_COUNT_BYTES : 0)
            + encoders.stream().mapToInt(ColumnEncoder::fixedBytes).sum();
  }

  /**
   * Creates a writer of the text format for some columns of a schema.
   *
   * @param encoders of {@link TextEncoders}, one for each written column
   * @param vectors the index of each encoder's vector in the batches
   */
  public static CopyBatchWriter ofText(List<ColumnEncoder> encoders, int[] vectors) {
    return new CopyBatchWriter(encoders, vectors, false);
  }

  /**
   * Encodes a batch.
   *
   * @throws ColumnException if the wire format cannot represent a value
   */
  public <E extends Exception> void write(VectorSchemaRoot root, Sink<E> sink) throws E {
    for (int column = 0; column < encoders.size(); column++) {
      encoders.get(column).bind(root.getVector(vectors[column]));
    }
    for (int first = 0; first < root.getRowCount(); first += OutBlock.ROWS_MAX) {
      block.begin(Math.min(OutBlock.ROWS_MAX, root.getRowCount() - first), fixedRowBytes);
      encode(root, first);
      block.checkFilled();
      sink.accept(block, first);
    }
  }

  private void encode(VectorSchemaRoot root, int first) {
    int column = 0;
    try {
      for (; column < encoders.size(); column++) {
        encoders.get(column).addSizes(first, block);
      }
      if (isBinary) {
        block.place(encoders.size());
      } else {
        block.placeFields();
      }
      for (column = 0; column < encoders.size(); column++) {
        encoders.get(column).write(first, block);
      }
    } catch (MalformedCopyException.InRow e) {
      throw new ColumnException(
          root.getVector(vectors[column]).getName(), new MalformedCopyException(e.getMessage()));
    }
  }
}
