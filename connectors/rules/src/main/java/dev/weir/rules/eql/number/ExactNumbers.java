package dev.weir.rules.eql.number;

import dev.weir.rules.eql.tree.ArithmeticOperator;
import dev.weir.rules.eql.tree.Relation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Operations on boxed numbers: Long, BigInteger (a U64 above the range of long) and Double. Plain
 * and exact, as the reference of {@link PrimitiveNumbers}.
 */
public final class ExactNumbers {
  private static final BigInteger U64_MAX =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private ExactNumbers() {}

  /** Returns an integer as Long or BigInteger; empty if it is neither an I64 nor a U64. */
  public static Optional<Number> ofInteger(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return Optional.of(value.longValue());
    }
    return Optional.<Number>of(value)
        .filter(number -> value.signum() > 0 && value.compareTo(U64_MAX) <= 0);
  }

  /** Returns the value of the bits of a U64. */
  public static Number ofUnsigned(long bits) {
    if (bits >= 0) {
      return bits;
    }
    return new BigInteger(Long.toUnsignedString(bits));
  }

  /** Returns whether a relation holds; with NaN, only {@code !=} does. */
  public static boolean holds(Relation relation, Number left, Number right) {
    if (isNaN(left) || isNaN(right)) {
      return relation == Relation.NOT_EQUAL;
    }
    return relation.holds(compare(left, right));
  }

  private static boolean isNaN(Number number) {
    return number instanceof Double value && value.isNaN();
  }

  private static int compare(Number left, Number right) {
    boolean isInfinite =
        Double.isInfinite(left.doubleValue()) || Double.isInfinite(right.doubleValue());
    if (isInfinite) {
      return Double.compare(left.doubleValue(), right.doubleValue());
    }
    return decimal(left).compareTo(decimal(right));
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof Double value ? new BigDecimal(value) : new BigDecimal(integer(number));
  }

  private static BigInteger integer(Number number) {
    return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
  }

  /**
   * Returns the result of an operation: of two integers an integer, else a float. Empty if an
   * integer is divided by zero, or an integer result is no I64.
   */
  public static Optional<Number> compute(ArithmeticOperator operator, Number left, Number right) {
    if (left instanceof Double || right instanceof Double) {
      return Optional.of(compute(operator, left.doubleValue(), right.doubleValue()));
    }
    BigInteger a = integer(left);
    BigInteger b = integer(right);
    boolean isDivision =
        operator == ArithmeticOperator.DIVIDE || operator == ArithmeticOperator.MODULO;
    if (isDivision && b.signum() == 0) {
      return Optional.empty();
    }
    BigInteger result =
        switch (operator) {
          case ADD -> a.add(b);
          case SUBTRACT -> a.subtract(b);
          case MULTIPLY -> a.multiply(b);
          case DIVIDE -> a.divide(b);
          case MODULO -> a.remainder(b);
        };
    return result.bitLength() < Long.SIZE ? Optional.of(result.longValue()) : Optional.empty();
  }

  private static Double compute(ArithmeticOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
    };
  }
}
