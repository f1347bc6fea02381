package dev.weir.rules.input;

/** Data that cannot be read as an event; the message is one sentence without a final stop. */
public final class InputException extends Exception {
  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
