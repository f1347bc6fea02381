package dev.weir.rules.eql.tree;

/**
 * Arithmetic operators. Operations on two integers are exact, and a division is truncated towards
 * zero; with a float, both operands are converted to F64.
 */
public enum ArithmeticOperator {
  ADD("+", "add"),
  SUBTRACT("-", "subtract"),
  MULTIPLY("*", "multiply"),
  DIVIDE("/", "divide"),
  MODULO("%", "modulo");

  private final String symbol;
  private final String function;

  ArithmeticOperator(String symbol, String function) {
    this.symbol = symbol;
    this.function = function;
  }

  public String symbol() {
    return symbol;
  }

  /** Returns the name of the function that does the same. */
  public String function() {
    return function;
  }
}
