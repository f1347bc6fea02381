package dev.weir.rules.eql.tree;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed expression. Equal expressions are equal records, whatever their place in the query, so
 * that rules can share their results.
 */
public sealed interface Expression {
  ValueType type();

  /** A truth value that holds for all events. */
  static Literal of(boolean value) {
    return new Literal(value, ValueType.BOOL);
  }

  /**
   * A constant.
   *
   * @param value null, Boolean, Long, BigInteger (a U64 above the range of long), Double or String
   */
  record Literal(@Nullable Object value, ValueType type) implements Expression {
    /** The constant null. */
    public static final Literal NULL = new Literal(null, ValueType.NULL);

    /** Returns the literal of a value of the types of {@link #value}. */
    public static Literal of(@Nullable Object value) {
      if (value == null) {
        return NULL;
      }
      return new Literal(value, typeOf(value));
    }

    private static ValueType typeOf(Object value) {
      if (value instanceof Boolean) {
        return ValueType.BOOL;
      }
      if (value instanceof Long) {
        return ValueType.I64;
      }
      if (value instanceof BigInteger) {
        return ValueType.U64;
      }
      return value instanceof Double ? ValueType.F64 : ValueType.STRING;
    }
  }

  /** The value of a field. */
  record FieldRead(int field, ValueType type) implements Expression {}

  /** {@code value != null} if {@code present}, else {@code value == null}; never null. */
  record Presence(Expression value, boolean present) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }
  }

  /** Negation: not null is null. */
  record Not(Expression condition) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }
  }

  /** Conjunction: false if an operand is false, else null if one is null. */
  record And(List<Expression> operands) implements Expression {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }
  }

  /** Disjunction: true if an operand is true, else null if one is null. */
  record Or(List<Expression> operands) implements Expression {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }
  }

  /** A comparison of two values of comparable types; null if one is null. */
  record Comparison(Relation operator, Expression left, Expression right) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }
  }

  /** Arithmetic on two numbers; null if an operand is null or the result is not representable. */
  record Arithmetic(ArithmeticOperator operator, Expression left, Expression right, ValueType type)
      implements Expression {}

  /** Whether a string matches one of several patterns; null if it is null. */
  record TextMatch(Expression value, List<TextPattern> patterns) implements Expression {
    public TextMatch {
      patterns = List.copyOf(patterns);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }
  }

  /** Whether a value is one of several constants of comparable types; null if it is null. */
  record Membership(Expression value, List<Literal> constants) implements Expression {
    public Membership {
      constants = List.copyOf(constants);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOL;
    }
  }

  /** A call of a function; null if an argument is null. */
  record FunctionCall(EqlFunction function, boolean ignoreCase, List<Expression> arguments)
      implements Expression {
    public FunctionCall {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.result();
    }
  }
}
