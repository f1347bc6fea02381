package dev.weir.core.connector;

/**
 * The form of values whose type at the source has no exact Arrow type, such as a decimal number
 * without a fixed scale. Values of other types are delivered as that Arrow type in each form.
 *
 * <p>A value that the requested form cannot represent is a data error with its column.
 */
public enum ValueForm {
  /** The source's own binary format, with the type's name as {@code arrow.opaque} metadata. */
  NATIVE,
  /** The source's text output as Utf8, with the type's name as {@code arrow.opaque} metadata. */
  TEXT,
  /**
   * Arrow types where the type's values usually fit: decimals, intervals, lists. Other values have
   * one of the other two forms.
   */
  ARROW
}
