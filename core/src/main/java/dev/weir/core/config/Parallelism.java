package dev.weir.core.config;

/**
 * The setting {@code resources.parallelism}.
 *
 * @param lanes the maximum number of lanes; 0 if the engine decides
 */
public record Parallelism(int lanes) {
  /** The engine decides by the processors and the streams. */
  public static final Parallelism AUTO = new Parallelism(0);

  /** One lane: streams are loaded one after the other, in the pipeline's order. */
  public static final Parallelism ONE = new Parallelism(1);

  static final int LANES_LIMIT = 64;

  public Parallelism {
    if (lanes < 0 || lanes > LANES_LIMIT) {
      throw new IllegalArgumentException("lanes must be from 0 to " + LANES_LIMIT + ": " + lanes);
    }
  }

  public boolean isAuto() {
    return lanes == 0;
  }
}
