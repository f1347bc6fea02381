package dev.weir.postgres.wire;

/** Values of one column that are not what its type says. */
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
