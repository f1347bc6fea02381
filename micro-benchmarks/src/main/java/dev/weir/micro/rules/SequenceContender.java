package dev.weir.micro.rules;

/** Matches sequences of three steps of one user. */
interface SequenceContender {
  /**
   * Takes the next event: a row of {@link UserEvents}, read as of a type.
   *
   * @param afterNanos how much later than the one before it is
   * @return the sum of a value of all matches so far
   */
  long accept(int type, int row, long afterNanos);
}
