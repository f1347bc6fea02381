package dev.weir.core.connector;

/**
 * What a transform keeps from one run of an incremental stream to the next, in a format of its own.
 * No message and no log shows the content.
 */
public final class TransformState {
  private final byte[] bytes;

  private TransformState(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a state of these bytes, which the caller does not modify any more. */
  public static TransformState of(byte[] bytes) {
    return new TransformState(bytes);
  }

  /** Returns the bytes, which the caller must not modify. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "TransformState[" + bytes.length + " bytes]";
  }
}
