package dev.weir.files.parquet;

import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Pages in the encoding PLAIN. */
final class PlainPages implements DirectValues {
  private final PlainKernel kernel;
  private final PlainValues values = new PlainValues();

  PlainPages(PlainKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void write(FieldVector vector, int from, int to, Statistics<?> statistics) {
    kernel.write(vector, from, to, values, statistics);
  }

  @Override
  public long bytes() {
    return values.length();
  }

  @Override
  public BytesInput toInput() {
    return values.toInput();
  }

  @Override
  public Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  public void reset() {
    values.reset();
  }

  @Override
  public void close() {}
}
