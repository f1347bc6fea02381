package dev.weir.rules.eql.tree;

/**
 * Arithmetic operators. Operations on two integers are exact, and a division is truncated towards
 * zero; with a float, both operands are converted to F64.
 */
public enum ArithmeticOperator {
  ADD("add"),
  SUBTRACT("subtract"),
  MULTIPLY("multiply"),
  DIVIDE("divide"),
  MODULO("modulo");

  private final String function;

  ArithmeticOperator(String function) {
    this.function = function;
  }

  /** Returns the name of the function that does the same as the operator. */
  public String function() {
    return function;
  }
}
