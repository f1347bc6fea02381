package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.event.TextConstant;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
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
    Optional<PresentRows> present = vector.map(column -> new PresentRows(column, result));
    for (int word = 0; word < result.words(); word++) {
      long found = present.isPresent() ? present.get().word(word) : 0;
      result.set(word, result.rowsOf(word), wanted ? found : ~found);
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
    if (literal.value() instanceof Boolean constant
        && vector instanceof BitVector bits
        && !relation.isOrdering()) {
      return Optional.of(equal(bits, rows, constant.equals(relation == Relation.EQUAL)));
    }
    if (literal.value() instanceof String constant
        && vector instanceof VarCharVector texts
        && !relation.isOrdering()) {
      return Optional.of(equal(relation, texts, rows, new TextConstant(constant)));
    }
    return Optional.empty();
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
    PresentRows present = new PresentRows(vector, result);
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
      result.set(word, present.word(word), holds);
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
    PresentRows present = new PresentRows(vector, result);
    ArrowBuf data = vector.getDataBuffer();
    for (int word = 0; word < result.words(); word++) {
      int start = word * Long.SIZE;
      int end = Math.min(rows, start + Long.SIZE);
      long holds = 0;
      for (int row = start; row < end; row++) {
        double value = data.getDouble((long) row * Double.BYTES);
        holds |= (holds(relation, value, constant) ? 1L : 0L) << row;
      }
      result.set(word, present.word(word), holds);
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

  private static TruthColumn equal(BitVector vector, int rows, boolean constant) {
    TruthColumn result = new TruthColumn(rows);
    PresentRows present = new PresentRows(vector, result);
    ArrowBuf data = vector.getDataBuffer();
    for (int word = 0; word < result.words(); word++) {
      long bits = PresentRows.bits(data, word);
      result.set(word, present.word(word), constant ? bits : ~bits);
    }
    return result;
  }

  /**
   * Compares lengths first, without branches, and then the texts of equal length: of texts that are
   * as long most are equal, so that few branches are mispredicted.
   */
  private static TruthColumn equal(
      Relation relation, VarCharVector vector, int rows, TextConstant constant) {
    TruthColumn result = new TruthColumn(rows);
    PresentRows present = new PresentRows(vector, result);
    ArrowBuf data = vector.getDataBuffer();
    int length = constant.utf8().length;
    for (int word = 0; word < result.words(); word++) {
      int start = word * Long.SIZE;
      int end = Math.min(rows, start + Long.SIZE);
      long ofLength = 0;
      int from = vector.getStartOffset(start);
      for (int row = start; row < end; row++) {
        int to = vector.getEndOffset(row);
        ofLength |= (to - from == length ? 1L : 0L) << row;
        from = to;
      }
      long rowsPresent = present.word(word);
      long equal = ofLength & rowsPresent;
      for (long rest = equal; rest != 0; rest &= rest - 1) {
        int row = start + Long.numberOfTrailingZeros(rest);
        if (!constant.isAt(data, vector.getStartOffset(row))) {
          equal &= ~(1L << row);
        }
      }
      result.set(word, rowsPresent, relation == Relation.EQUAL ? equal : ~equal);
    }
    return result;
  }
}
