package dev.weir.bench.result;

/** The phase of a run in its process: the first run, a warm-up run, or a measured run. */
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
   * @param warmups number of warm-up runs after the first
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
    throw new IncompleteRecordException("field phase must be cold, warmup or warm, not " + word);
  }

  public String word() {
    return word;
  }
}
