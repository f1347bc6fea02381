package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.event.TextConstant;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/** Comparisons of a column with a constant, 64 rows a step. */
final class ColumnKernels {
  private ColumnKernels() {}

  /** Returns whether a field is present, or absent; an absent column is absent in all rows. */
  static TruthColumn presence(Optional<FieldVector> vector, int rows, boolean wanted) {
    TruthColumn result = new TruthColumn(rows);
    for (int word = 0; word < result.words(); word++) {
      long present = vector.isPresent() ? present(vector.get(), result, word) : 0;
      result.set(word, result.rowsOf(word), wanted ? present : ~present);
    }
    return result;
  }

  /** Returns the comparison; empty if there is no kernel for the types. */
  static Optional<TruthColumn> comparison(
      Relation relation, FieldVector vector, int rows, Literal literal) {
    if (literal.value() instanceof Long constant) {
      if (vector instanceof BigIntVector) {
        return Optional.of(compare(relation, vector, rows, integers64(vector), constant));
      }
      if (vector instanceof IntVector) {
        return Optional.of(compare(relation, vector, rows, integers32(vector), constant));
      }
    }
    if (literal.value() instanceof Double constant && vector instanceof Float8Vector) {
      return Optional.of(compare(relation, vector, rows, constant));
    }
    if (literal.value() instanceof String constant
        && vector instanceof VarCharVector texts
        && !relation.isOrdering()) {
      return Optional.of(equal(relation, texts, rows, new TextConstant(constant)));
    }
    return Optional.empty();
  }

  private static long present(FieldVector vector, TruthColumn result, int word) {
    long rows = result.rowsOf(word);
    if (vector.getNullCount() == 0) {
      return rows;
    }
    long present = 0;
    int start = word * Long.SIZE;
    int end = Math.min(result.rows(), start + Long.SIZE);
    ArrowBuf validity = vector.getValidityBuffer();
    for (int row = start; row < end; row++) {
      present |= (long) BitVectorHelper.get(validity, row) << row;
    }
    return present & rows;
  }

  /** Reads an integer of a column. */
  @FunctionalInterface
  private interface Integers {
    long at(int row);
  }

  private static Integers integers64(FieldVector vector) {
    ArrowBuf data = vector.getDataBuffer();
    return row -> data.getLong((long) row * Long.BYTES);
  }

  private static Integers integers32(FieldVector vector) {
    ArrowBuf data = vector.getDataBuffer();
    return row -> data.getInt((long) row * Integer.BYTES);
  }

  /** All relations are one, or the negation of one: {@code ==}, {@code <} and {@code >}. */
  private static TruthColumn compare(
      Relation relation, FieldVector vector, int rows, Integers values, long constant) {
    TruthColumn result = new TruthColumn(rows);
    for (int word = 0; word < result.words(); word++) {
      int start = word * Long.SIZE;
      int end = Math.min(rows, start + Long.SIZE);
      long holds =
          switch (relation) {
            case EQUAL -> equal(values, start, end, constant);
            case NOT_EQUAL -> ~equal(values, start, end, constant);
            case LESS -> less(values, start, end, constant);
            case GREATER_EQUAL -> ~less(values, start, end, constant);
            case GREATER -> greater(values, start, end, constant);
            case LESS_EQUAL -> ~greater(values, start, end, constant);
          };
      result.set(word, present(vector, result, word), holds);
    }
    return result;
  }

  private static long equal(Integers values, int start, int end, long constant) {
    long bits = 0;
    for (int row = start; row < end; row++) {
      bits |= (values.at(row) == constant ? 1L : 0L) << row;
    }
    return bits;
  }

  private static long less(Integers values, int start, int end, long constant) {
    long bits = 0;
    for (int row = start; row < end; row++) {
      bits |= (values.at(row) < constant ? 1L : 0L) << row;
    }
    return bits;
  }

  private static long greater(Integers values, int start, int end, long constant) {
    long bits = 0;
    for (int row = start; row < end; row++) {
      bits |= (values.at(row) > constant ? 1L : 0L) << row;
    }
    return bits;
  }

  /** With NaN, on either side, only {@code !=} holds, as Java has it. */
  private static TruthColumn compare(
      Relation relation, FieldVector vector, int rows, double constant) {
    TruthColumn result = new TruthColumn(rows);
    ArrowBuf data = vector.getDataBuffer();
    for (int word = 0; word < result.words(); word++) {
      int start = word * Long.SIZE;
      int end = Math.min(rows, start + Long.SIZE);
      long holds = 0;
      for (int row = start; row < end; row++) {
        double value = data.getDouble((long) row * Double.BYTES);
        holds |= (holds(relation, value, constant) ? 1L : 0L) << row;
      }
      result.set(word, present(vector, result, word), holds);
    }
    return result;
  }

  private static boolean holds(Relation relation, double value, double constant) {
    return switch (relation) {
      case EQUAL -> value == constant;
      case NOT_EQUAL -> value != constant;
      case LESS -> value < constant;
      case LESS_EQUAL -> value <= constant;
      case GREATER -> value > constant;
      case GREATER_EQUAL -> value >= constant;
    };
  }

  private static TruthColumn equal(
      Relation relation, VarCharVector vector, int rows, TextConstant constant) {
    TruthColumn result = new TruthColumn(rows);
    ArrowBuf data = vector.getDataBuffer();
    int length = constant.utf8().length;
    for (int word = 0; word < result.words(); word++) {
      int start = word * Long.SIZE;
      int end = Math.min(rows, start + Long.SIZE);
      long equal = 0;
      int from = vector.getStartOffset(start);
      for (int row = start; row < end; row++) {
        int to = vector.getEndOffset(row);
        if (to - from == length && constant.isAt(data, from)) {
          equal |= 1L << row;
        }
        from = to;
      }
      long holds = relation == Relation.EQUAL ? equal : ~equal;
      result.set(word, present(vector, result, word), holds);
    }
    return result;
  }
}
