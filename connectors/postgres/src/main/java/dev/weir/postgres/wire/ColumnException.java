package dev.weir.postgres.wire;

/** Thrown if the values of a column do not match its type. */
public final class ColumnException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String column;

  ColumnException(String column, MalformedCopyException cause) {
    super(cause.getMessage(), cause);
    this.column = column;
  }

  public String column() {
    return column;
  }
}
