package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.number.PrimitiveNumbers;
import dev.weir.rules.eql.text.CodePoints;
import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.event.TextConstant;
import java.math.BigInteger;
import java.util.Objects;

/** Comparisons of a field with a constant, by the types of both. */
final class FieldTests {
  private FieldTests() {}

  /** Returns the comparison of a field with a constant that is not null. */
  static FieldTest comparison(Relation relation, FieldRead field, Literal literal) {
    Object constant = Objects.requireNonNull(literal.value());
    return switch (field.type()) {
      case I64 -> signed(relation, (Number) constant);
      case U64 -> unsigned(relation, (Number) constant);
      case F64 -> floating(relation, (Number) constant);
      case BOOL -> {
        boolean wanted = constant.equals(relation == Relation.EQUAL);
        yield (event, position) -> event.booleanAt(position) == wanted;
      }
      case STRING -> text(relation, (String) constant);
      case NULL, NUMBER, BYTES, ARRAY ->
          throw new IllegalArgumentException("Not comparable with a constant: " + field);
    };
  }

  private static FieldTest text(Relation relation, String constant) {
    TextConstant text = new TextConstant(constant);
    return switch (relation) {
      case EQUAL -> (event, position) -> event.textEquals(position, text);
      case NOT_EQUAL -> (event, position) -> !event.textEquals(position, text);
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          (event, position) -> relation.holds(CodePoints.compare(event.textAt(position), constant));
    };
  }

  private static FieldTest signed(Relation relation, Number constant) {
    if (constant instanceof Long number) {
      return signed(relation, number.longValue());
    }
    if (constant instanceof Double number) {
      double value = number;
      return Double.isNaN(value)
          ? notEqual(relation)
          : (event, position) ->
              relation.holds(PrimitiveNumbers.compare(event.longAt(position), value));
    }
    long bits = ((BigInteger) constant).longValue();
    return (event, position) ->
        relation.holds(PrimitiveNumbers.compareToUnsigned(event.longAt(position), bits));
  }

  /** The most frequent comparison, with one closure for each relation. */
  private static FieldTest signed(Relation relation, long constant) {
    return switch (relation) {
      case EQUAL -> (event, position) -> event.longAt(position) == constant;
      case NOT_EQUAL -> (event, position) -> event.longAt(position) != constant;
      case LESS -> (event, position) -> event.longAt(position) < constant;
      case LESS_EQUAL -> (event, position) -> event.longAt(position) <= constant;
      case GREATER -> (event, position) -> event.longAt(position) > constant;
      case GREATER_EQUAL -> (event, position) -> event.longAt(position) >= constant;
    };
  }

  private static FieldTest unsigned(Relation relation, Number constant) {
    if (constant instanceof Double number) {
      double value = number;
      return Double.isNaN(value)
          ? notEqual(relation)
          : (event, position) ->
              relation.holds(PrimitiveNumbers.compareUnsigned(event.longAt(position), value));
    }
    long bits = constant.longValue();
    if (constant instanceof Long && bits < 0) {
      boolean holds = relation.holds(1);
      return (event, position) -> holds;
    }
    return (event, position) -> relation.holds(Long.compareUnsigned(event.longAt(position), bits));
  }

  private static FieldTest floating(Relation relation, Number constant) {
    boolean holdsForNaN = relation == Relation.NOT_EQUAL;
    if (constant instanceof Double number) {
      double value = number;
      return Double.isNaN(value)
          ? notEqual(relation)
          : (event, position) -> {
            double found = event.doubleAt(position);
            return Double.isNaN(found)
                ? holdsForNaN
                : relation.holds(PrimitiveNumbers.compareFloats(found, value));
          };
    }
    long bits = constant.longValue();
    boolean isUnsigned = constant instanceof BigInteger;
    return (event, position) -> {
      double found = event.doubleAt(position);
      if (Double.isNaN(found)) {
        return holdsForNaN;
      }
      int sign =
          isUnsigned
              ? PrimitiveNumbers.compareUnsigned(bits, found)
              : PrimitiveNumbers.compare(bits, found);
      return relation.holds(-sign);
    };
  }

  /** Comparisons with NaN. */
  private static FieldTest notEqual(Relation relation) {
    boolean holds = relation == Relation.NOT_EQUAL;
    return (event, position) -> holds;
  }
}
