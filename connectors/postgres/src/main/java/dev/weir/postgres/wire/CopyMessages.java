package dev.weir.postgres.wire;

import java.sql.SQLException;

/**
 * The payloads of the CopyData messages that a server sends, one after another in a {@link
 * CopyBuffer}. For one thread.
 */
public abstract class CopyMessages implements AutoCloseable {
  /** The length at the end of the stream. */
  public static final int END = -1;

  /** The type of a CopyData message. Source: PostgreSQL, "Message Formats". */
  protected static final byte COPY_DATA = 'd';

  protected static final int TYPE_BYTES = Byte.BYTES;

  /** The type of a message and its length, which includes itself. */
  protected static final int HEADER_BYTES = TYPE_BYTES + Integer.BYTES;

  final CopyBuffer buffer;

  protected CopyMessages(CopyBuffer buffer) {
    this.buffer = buffer;
  }

  /**
   * Returns the length of the current message's payload, or {@link #END}; waits for it.
   *
   * @throws MalformedCopyException if the message is not one that may come here
   */
  public abstract int length() throws SQLException;

  /**
   * Waits for the first bytes of the payload.
   *
   * @param count at most {@link #length}
   * @return the index of the payload in the buffer
   */
  public abstract int await(int count) throws SQLException;

  /** Returns whether the whole current message can be awaited without waiting for the server. */
  public abstract boolean isReady() throws SQLException;

  /**
   * Returns whether the buffer's position is that of the header of the next message, and the
   * messages that were received stand in it one after another: rows can then be taken from the
   * buffer without asking for each message.
   */
  protected boolean isAtHeader() {
    return false;
  }

  /** Goes on to the next message. The current one must have been awaited completely. */
  public abstract void advance();

  /** Ends the COPY. Before its end, the session cannot be used any longer. */
  @Override
  public abstract void close();
}
