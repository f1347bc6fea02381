package dev.weir.bench.sample;

/** The two sides of a comparison: the first commit named, and the second. */
public enum Arm {
  A,
  B;

  static Arm parse(String word) {
    for (Arm arm : values()) {
      if (arm.name().equals(word)) {
        return arm;
      }
    }
    throw new IncompleteRecordException("field arm is neither A nor B: " + word);
  }
}
