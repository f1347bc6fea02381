package dev.weir.rules.eql.evaluate;

/**
 * The results of a condition for the rows of a batch: one bit a row in {@code trues} and {@code
 * falses}, none in both for null. Bits beyond the last row are zero.
 */
final class TruthColumn {
  /** A row divided by 64, as a shift. */
  static final int WORD_SHIFT = 6;

  private final int rows;
  private final long[] trues;
  private final long[] falses;

  TruthColumn(int rows) {
    this.rows = rows;
    this.trues = new long[wordsOf(rows)];
    this.falses = new long[wordsOf(rows)];
  }

  /** Returns the number of words of 64 rows that rows take. */
  static int wordsOf(int rows) {
    return (rows + Long.SIZE - 1) >>> WORD_SHIFT;
  }

  /**
   * Sets 64 rows.
   *
   * @param word the rows' number divided by 64
   * @param present the rows whose value is not null
   * @param holds the rows for which a test holds, whatever the bits of absent rows
   */
  void set(int word, long present, long holds) {
    trues[word] = holds & present;
    falses[word] = ~holds & present;
  }

  /** Returns the number of words of 64 rows. */
  int words() {
    return trues.length;
  }

  /** Returns the rows of a word, as bits. */
  long rowsOf(int word) {
    int last = rows - (word << WORD_SHIFT);
    return last >= Long.SIZE ? -1L : (1L << last) - 1;
  }

  TruthColumn not() {
    TruthColumn result = new TruthColumn(rows);
    System.arraycopy(trues, 0, result.falses, 0, trues.length);
    System.arraycopy(falses, 0, result.trues, 0, trues.length);
    return result;
  }

  /** Returns the rows, of those that are asked for, that are true. */
  long[] trueRows(long[] asked) {
    long[] result = new long[trues.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = trues[i] & asked[i];
    }
    return result;
  }

  /** Replaces these results with the conjunction. */
  void and(TruthColumn other) {
    for (int i = 0; i < trues.length; i++) {
      trues[i] &= other.trues[i];
      falses[i] |= other.falses[i];
    }
  }

  /** Replaces these results with the disjunction. */
  void or(TruthColumn other) {
    for (int i = 0; i < trues.length; i++) {
      trues[i] |= other.trues[i];
      falses[i] &= other.falses[i];
    }
  }

  TruthColumn copy() {
    TruthColumn result = new TruthColumn(rows);
    System.arraycopy(trues, 0, result.trues, 0, trues.length);
    System.arraycopy(falses, 0, result.falses, 0, trues.length);
    return result;
  }
}
