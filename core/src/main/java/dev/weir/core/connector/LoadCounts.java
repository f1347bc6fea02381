package dev.weir.core.connector;

/**
 * What became of the rows that a load was sent.
 *
 * @param inserted rows that the target did not hold
 * @param updated rows whose key the target held with other values
 * @param unchanged rows that the target held as they are
 * @param late rows at or below the cursor that the read took up after, which no earlier run has
 *     delivered: some of the inserted ones, or of those that a load without a target discards
 */
public record LoadCounts(long inserted, long updated, long unchanged, long late) {
  /** All rows are new. */
  public static LoadCounts inserted(long rows) {
    return new LoadCounts(rows, 0, 0, 0);
  }

  /** Rows that the load has changed at the target. */
  public long written() {
    return inserted + updated;
  }

  public LoadCounts plus(LoadCounts other) {
    return new LoadCounts(
        inserted + other.inserted,
        updated + other.updated,
        unchanged + other.unchanged,
        late + other.late);
  }
}
