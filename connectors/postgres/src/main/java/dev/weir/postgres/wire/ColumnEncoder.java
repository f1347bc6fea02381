package dev.weir.postgres.wire;

import org.apache.arrow.vector.FieldVector;

/** Encodes one column of a batch, block by block. Not thread-safe. */
public abstract class ColumnEncoder {

  ColumnEncoder() {}

  /** Sets the vector to encode, which must stay open until the next call. */
  abstract void bind(FieldVector vector);

  /** Returns the fixed bytes of each field, including its length. */
  abstract int fixedBytes();

  /** Adds the variable bytes of the column's fields to the sizes of the rows. */
  abstract void addSizes(long first, OutBlock out);

  /** Writes the fields of a block. */
  abstract void write(long first, OutBlock out);
}
