package dev.weir.core.pipeline;

/**
 * The size of batches by the pace of their consumer. The first one is small, so that the first row
 * arrives early. The size doubles while the consumer waits for batches, up to the maximum, where a
 * batch's fixed cost no longer matters; it halves while batches wait for the consumer, down to a
 * size at which that cost does not slow the consumer further. For one thread.
 */
public final class AdaptiveBatches {
  /** The size of the first batch. */
  public static final long FIRST_BYTES = 8 << 10;

  /** The least size after it has grown. */
  public static final long BYTES_MIN = 64 << 10;

  private static final int FACTOR = 2;

  private final long bytesMax;
  private long target;
  private long batches;
  private long smallest = Long.MAX_VALUE;
  private long largest;
  private long grown;
  private long shrunk;

  /** How a batch met its consumer. */
  public enum Pace {
    /** The consumer was waiting for it. */
    CONSUMER_WAITS,
    /** Neither waited long. */
    EVEN,
    /** The batch, or the ones before it, had to wait for the consumer. */
    CONSUMER_IS_BEHIND
  }

  /**
   * What the rule has done.
   *
   * @param first the size of the first batch
   * @param bytesMin the rule's lower bound
   * @param bytesMax the rule's upper bound
   * @param batches number of batches
   * @param smallest bytes of the smallest batch; 0 without batches
   * @param largest bytes of the largest batch
   * @param grown how often the size was doubled
   * @param shrunk how often it was halved
   * @param last the size for the next batch
   */
  public record Decisions(
      long first,
      long bytesMin,
      long bytesMax,
      long batches,
      long smallest,
      long largest,
      long grown,
      long shrunk,
      long last) {
    /** Returns those of two lanes together. */
    Decisions plus(Decisions other) {
      return new Decisions(
          first,
          bytesMin,
          bytesMax,
          batches + other.batches,
          Math.min(smallest, other.smallest),
          Math.max(largest, other.largest),
          grown + other.grown,
          shrunk + other.shrunk,
          Math.max(last, other.last));
    }
  }

  /** Creates the rule with its upper bound. */
  public AdaptiveBatches(long bytesMax) {
    this.bytesMax = bytesMax;
    this.target = Math.min(FIRST_BYTES, bytesMax);
  }

  /** Returns the size of the next batch. */
  public long target() {
    return target;
  }

  /** Decides the size of the next batch after one was delivered. */
  public void delivered(long bytes, Pace pace) {
    batches++;
    smallest = Math.min(smallest, bytes);
    largest = Math.max(largest, bytes);
    switch (pace) {
      case CONSUMER_WAITS -> {
        if (target < bytesMax) {
          target = Math.min(bytesMax, target * FACTOR);
          grown++;
        }
      }
      case CONSUMER_IS_BEHIND -> {
        long least = Math.min(BYTES_MIN, bytesMax);
        if (target > least) {
          target = Math.max(least, target / FACTOR);
          shrunk++;
        }
      }
      case EVEN -> {}
    }
  }

  public Decisions decisions() {
    return new Decisions(
        Math.min(FIRST_BYTES, bytesMax),
        Math.min(BYTES_MIN, bytesMax),
        bytesMax,
        batches,
        batches == 0 ? 0 : smallest,
        largest,
        grown,
        shrunk,
        target);
  }
}
