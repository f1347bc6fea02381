package dev.weir.rules.eql.evaluate;

/**
 * The results of a condition for the rows of a batch: one bit a row in {@code trues} and {@code
 * falses}, none in both for null. Bits beyond the last row are zero.
 */
final class TruthColumn {
  private static final int WORD_SHIFT = 6;

  private final int rows;
  private final long[] trues;
  private final long[] falses;

  TruthColumn(int rows) {
    this.rows = rows;
    int words = (rows + Long.SIZE - 1) >>> WORD_SHIFT;
    this.trues = new long[words];
    this.falses = new long[words];
  }

  static TruthColumn allTrue(int rows) {
    TruthColumn result = new TruthColumn(rows);
    for (int word = 0; word < result.words(); word++) {
      result.trues[word] = result.rowsOf(word);
    }
    return result;
  }

  boolean isTrue(int row) {
    return (trues[row >>> WORD_SHIFT] & (1L << row)) != 0;
  }

  /** Sets one row. */
  void set(int row, int truth) {
    if (truth == TruthFunction.TRUE) {
      trues[row >>> WORD_SHIFT] |= 1L << row;
    } else if (truth == TruthFunction.FALSE) {
      falses[row >>> WORD_SHIFT] |= 1L << row;
    }
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

  /** Adds the rows that are true to a bitmap with as many words. */
  void addTrueRows(long[] bitmap) {
    for (int i = 0; i < trues.length; i++) {
      bitmap[i] |= trues[i];
    }
  }

  /** Returns the rows of a word that are not false, as bits. */
  long open(int word) {
    return ~falses[word] & rowsOf(word);
  }

  /** Replaces the result of one row with the conjunction. */
  void and(int row, int truth) {
    if (truth != TruthFunction.TRUE) {
      trues[row >>> WORD_SHIFT] &= ~(1L << row);
    }
    if (truth == TruthFunction.FALSE) {
      falses[row >>> WORD_SHIFT] |= 1L << row;
    }
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
