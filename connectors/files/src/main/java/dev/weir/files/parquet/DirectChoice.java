package dev.weir.files.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;

/** Decides by a block of values how they are written. */
final class DirectChoice {
  /** With fewer values, many columns that repeat values later seem to have distinct ones. */
  private static final int SAMPLE_MIN = 512;

  private static final int SAMPLE_MAX = 1024;

  /**
   * Of 1,024 values of a column with 50,000 different ones, one in a hundred is a repetition. Such
   * a dictionary has nearly as many entries as the first page has values.
   */
  private static final int REPEATED_PART = 100;

  /** An encoding is preferred to PLAIN if it has at most this many quarters of the bytes. */
  private static final int QUARTERS_MAX = 3;

  private DirectChoice() {}

  /**
   * Returns whether the values of a block are so different that a dictionary does not help; empty
   * if they are too few to say.
   */
  static Optional<Boolean> areDistinct(FieldVector vector, int from, int to) {
    int[] hashes = new int[SAMPLE_MAX];
    int count = 0;
    for (int i = from; i < to && count < SAMPLE_MAX; i++) {
      if (!vector.isNull(i)) {
        hashes[count++] = vector.hashCode(i);
      }
    }
    if (count < SAMPLE_MIN) {
      return Optional.empty();
    }
    Arrays.sort(hashes, 0, count);
    int repeated = 0;
    for (int i = 1; i < count; i++) {
      if (hashes[i] == hashes[i - 1]) {
        repeated++;
      }
    }
    return Optional.of(repeated * REPEATED_PART <= count);
  }

  /**
   * Returns the encoding that suits a block of values, without them.
   *
   * @param alternatives PLAIN first
   */
  static DirectValues among(
      List<Supplier<DirectValues>> alternatives,
      ColumnDescriptor column,
      FieldVector vector,
      int from,
      int to) {
    DirectValues best = alternatives.get(0).get();
    long plainBytes = trial(best, column, vector, from, to);
    for (Supplier<DirectValues> alternative : alternatives.subList(1, alternatives.size())) {
      DirectValues other = alternative.get();
      if (trial(other, column, vector, from, to) * 4 <= plainBytes * QUARTERS_MAX) {
        best.close();
        return other;
      }
      other.close();
    }
    return best;
  }

  private static long trial(
      DirectValues values, ColumnDescriptor column, FieldVector vector, int from, int to) {
    values.write(vector, from, to, Statistics.createStats(column.getPrimitiveType()));
    long bytes = values.toInput().size();
    values.reset();
    return bytes;
  }
}
