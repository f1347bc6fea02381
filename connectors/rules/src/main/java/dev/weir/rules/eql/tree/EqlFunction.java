package dev.weir.rules.eql.tree;

import java.util.List;

/** The functions that are no operators in another form. */
@SuppressWarnings("ImmutableEnumChecker") // The list is unmodifiable.
public enum EqlFunction {
  BETWEEN(
      "between",
      ValueType.STRING,
      3,
      Fold.OFFERED,
      Parameter.TEXT,
      Parameter.TEXT,
      Parameter.TEXT,
      Parameter.TRUTH),
  CIDR_MATCH("cidrMatch", ValueType.BOOL, 2, Fold.NONE, Parameter.TEXT, Parameter.BLOCKS),
  CONCAT("concat", ValueType.STRING, 1, Fold.NONE, Parameter.SCALARS),
  ENDS_WITH("endsWith", ValueType.BOOL, 2, Fold.OFFERED, Parameter.TEXT, Parameter.TEXT),
  INDEX_OF(
      "indexOf", ValueType.I64, 2, Fold.OFFERED, Parameter.TEXT, Parameter.TEXT, Parameter.INTEGER),
  LENGTH("length", ValueType.I64, 1, Fold.NONE, Parameter.TEXT),
  NUMBER("number", ValueType.NUMBER, 1, Fold.NONE, Parameter.TEXT, Parameter.INTEGER),
  STARTS_WITH("startsWith", ValueType.BOOL, 2, Fold.OFFERED, Parameter.TEXT, Parameter.TEXT),
  STRING("string", ValueType.STRING, 1, Fold.NONE, Parameter.SCALAR),
  STRING_CONTAINS(
      "stringContains", ValueType.BOOL, 2, Fold.OFFERED, Parameter.TEXT, Parameter.TEXT),
  SUBSTRING(
      "substring",
      ValueType.STRING,
      2,
      Fold.NONE,
      Parameter.TEXT,
      Parameter.INTEGER,
      Parameter.INTEGER);

  /** What a parameter accepts, besides null. */
  public enum Parameter {
    TEXT("a string"),
    INTEGER("an integer"),
    TRUTH("a boolean"),
    SCALAR("a string, a number or a boolean"),
    /** One or more scalars. */
    SCALARS("a string, a number or a boolean"),
    /** One or more constant address blocks. */
    BLOCKS("a constant string");

    private final String label;

    Parameter(String label) {
      this.label = label;
    }

    /** Returns what is accepted, for messages. */
    public String label() {
      return label;
    }

    /** Returns whether the parameter takes all further arguments. */
    public boolean isRepeated() {
      return this == SCALARS || this == BLOCKS;
    }

    /** Returns whether an argument of a type is accepted. */
    public boolean accepts(ValueType type) {
      return type == ValueType.NULL
          || switch (this) {
            case TEXT, BLOCKS -> type == ValueType.STRING;
            case INTEGER -> type.isInteger();
            case TRUTH -> type == ValueType.BOOL;
            case SCALAR, SCALARS -> type != ValueType.BYTES && type != ValueType.ARRAY;
          };
    }
  }

  private enum Fold {
    OFFERED,
    NONE
  }

  private final String label;
  private final ValueType result;
  private final int argumentsMin;
  private final Fold fold;
  private final List<Parameter> parameters;

  EqlFunction(
      String label, ValueType result, int argumentsMin, Fold fold, Parameter... parameters) {
    this.label = label;
    this.result = result;
    this.argumentsMin = argumentsMin;
    this.fold = fold;
    this.parameters = List.of(parameters);
  }

  /** Returns the name in queries. */
  public String label() {
    return label;
  }

  public ValueType result() {
    return result;
  }

  /** Returns whether the function has a form with {@code ~} that ignores case. */
  public boolean canIgnoreCase() {
    return fold == Fold.OFFERED;
  }

  public int argumentsMin() {
    return argumentsMin;
  }

  /** Returns the maximum number of arguments. */
  public int argumentsMax() {
    return parameters.get(parameters.size() - 1).isRepeated()
        ? Integer.MAX_VALUE
        : parameters.size();
  }

  /** Returns the parameter of an argument, from 0. */
  public Parameter parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }
}
