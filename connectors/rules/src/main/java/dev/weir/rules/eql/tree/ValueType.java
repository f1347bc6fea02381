package dev.weir.rules.eql.tree;

import dev.weir.rules.schema.FieldType;

/** The static type of an expression. Each type includes null. */
public enum ValueType {
  /** Null only. */
  NULL("null"),
  BOOL("boolean"),
  I64("integer"),
  U64("integer"),
  F64("float"),
  /** An integer or a float, known at run time only: the result of {@code number}. */
  NUMBER("number"),
  STRING("string"),
  BYTES("bytes"),
  ARRAY("array");

  private final String label;

  ValueType(String label) {
    this.label = label;
  }

  /** Returns the name in messages, such as {@code integer}. */
  public String label() {
    return label;
  }

  public boolean isInteger() {
    return this == I64 || this == U64;
  }

  public boolean isNumber() {
    return isInteger() || this == F64 || this == NUMBER;
  }

  /** Returns whether values of both types can be equal. */
  public boolean isComparableTo(ValueType other) {
    return this == NULL || other == NULL || this == other || (isNumber() && other.isNumber());
  }

  /** Returns the type of a field's values. */
  public static ValueType of(FieldType type) {
    return switch (type) {
      case I64 -> I64;
      case U64 -> U64;
      case F64 -> F64;
      case BOOL -> BOOL;
      case STRING -> STRING;
      case BYTES -> BYTES;
      default -> ARRAY;
    };
  }
}
