package dev.weir.postgres.wire;

import org.apache.arrow.vector.FieldVector;

/** Writes one column of a batch as fields, block by block. For one thread. */
public abstract class ColumnEncoder {

  ColumnEncoder() {}

  /** Borrows the batch's vector until the next call. */
  abstract void bind(FieldVector vector);

  /** Bytes of each row's field that do not depend on the row, its length included. */
  abstract int fixedBytes();

  /** Adjusts the rows' sizes for this column's values. */
  abstract void addSizes(long first, OutBlock out);

  /** Writes the fields. */
  abstract void write(long first, OutBlock out);
}
