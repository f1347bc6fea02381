package dev.weir.bench.result;

/** The two builds of a comparison: A is the commit named first. */
public enum Arm {
  A,
  B;

  public static Arm parse(String word) {
    for (Arm arm : values()) {
      if (arm.name().equals(word)) {
        return arm;
      }
    }
    throw new IncompleteRecordException("field arm must be A or B, not " + word);
  }
}
