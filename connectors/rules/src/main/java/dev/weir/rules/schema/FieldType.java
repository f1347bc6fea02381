package dev.weir.rules.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The type of a field's values. */
public enum FieldType {
  I64("i64"),
  U64("u64"),
  F64("f64"),
  BOOL("bool"),
  STRING("string"),
  BYTES("bytes"),
  I64_ARRAY(I64),
  U64_ARRAY(U64),
  F64_ARRAY(F64),
  BOOL_ARRAY(BOOL),
  STRING_ARRAY(STRING),
  BYTES_ARRAY(BYTES);

  private final String label;

  /** Null for a scalar type. */
  private final @Nullable FieldType element;

  FieldType(String label) {
    this.label = label;
    this.element = null;
  }

  FieldType(FieldType element) {
    this.label = "array of " + element.label;
    this.element = element;
  }

  /** Returns the name in schema files and messages, such as {@code array of i64}. */
  public String label() {
    return label;
  }

  public boolean isArray() {
    return element != null;
  }

  /** Returns the type of an array's elements; a scalar type returns itself. */
  public FieldType element() {
    return element == null ? this : element;
  }

  /** Returns the array type with elements of this scalar type. */
  public FieldType array() {
    return switch (element()) {
      case I64 -> I64_ARRAY;
      case U64 -> U64_ARRAY;
      case F64 -> F64_ARRAY;
      case BOOL -> BOOL_ARRAY;
      case STRING -> STRING_ARRAY;
      default -> BYTES_ARRAY;
    };
  }

  /** Returns the type with a label. */
  public static Optional<FieldType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }

  /** Returns the labels of all types. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(FieldType::label).toList();
  }
}
