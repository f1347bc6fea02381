package dev.weir.postgres.query;

import dev.weir.core.config.Resources;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.unit.ByteSize;

/**
 * How a query is streamed.
 *
 * @param readOnly whether the transaction is read-only; if not, it is committed after the last row
 * @param form of values without an exact Arrow type
 * @param batchBytesMax the upper bound of a batch; batches are smaller at the start, and while the
 *     caller is slow
 * @param rowBytesMax the widest row; a wider one is a data error
 */
public record StreamOptions(
    boolean readOnly, ValueForm form, ByteSize batchBytesMax, ByteSize rowBytesMax) {
  /** A read-only transaction; decimals, intervals and arrays as Arrow types. */
  public static final StreamOptions DEFAULTS =
      new StreamOptions(
          true, ValueForm.ARROW, Resources.DEFAULT_BATCH_BYTES_MAX, ByteSize.ofMb(64));
}
