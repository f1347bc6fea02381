package dev.weir.postgres.conninfo;

/** A connection string cannot be used. The message shows no value, as any may be the password. */
public final class ConnectionStringException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConnectionStringException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
