package dev.weir.bench.sample;

/** Where in its process a run stood: the first, an unmeasured one, or a measured one. */
public enum Phase {
  COLD("cold"),
  WARMUP("warmup"),
  WARM("warm");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /**
   * The phase of a run.
   *
   * @param repeat the run's number in its process, from 1
   * @param warmups how many runs after the first go unmeasured
   */
  public static Phase of(int repeat, int warmups) {
    if (repeat == 1) {
      return COLD;
    }
    return repeat <= 1 + warmups ? WARMUP : WARM;
  }

  static Phase parse(String word) {
    for (Phase phase : values()) {
      if (phase.word.equals(word)) {
        return phase;
      }
    }
    throw new IncompleteRecordException("field phase is no phase: " + word);
  }

  public String word() {
    return word;
  }
}
