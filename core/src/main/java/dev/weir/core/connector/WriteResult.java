package dev.weir.core.connector;

/**
 * The outcome of writing a batch. Their sum is the number of the batch's rows.
 *
 * @param written rows that were accepted
 * @param rejected rows that were not; the engine fails the run if there are any
 */
public record WriteResult(long written, long rejected) {
  public static WriteResult written(long rows) {
    return new WriteResult(rows, 0);
  }
}
