package dev.weir.postgres.wire;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** COPY messages that come as one array each, as the driver has them. */
public final class MessageArrays extends CopyMessages {
  /** Returns the payload of the next message; null at the end, and then again. */
  @FunctionalInterface
  public interface Next {
    byte @Nullable [] message() throws SQLException;

    /** Returns the payload of the next message if it is there already; otherwise null. */
    default byte @Nullable [] poll() throws SQLException {
      return null;
    }
  }

  private final Next next;
  private final Runnable close;
  private byte @Nullable [] current;
  private boolean ended;

  public MessageArrays(Next next, Runnable close) {
    super(new CopyBuffer());
    this.next = next;
    this.close = close;
  }

  @Override
  public int length() throws SQLException {
    if (current == null && !ended) {
      current = next.message();
      ended = current == null;
    }
    return current == null ? END : current.length;
  }

  @Override
  public boolean isReady() throws SQLException {
    if (current == null && !ended) {
      current = next.poll();
    }
    return current != null || ended;
  }

  @Override
  public int await(int count) {
    byte[] message = current();
    int available = buffer.available();
    if (available < count) {
      int at = buffer.makeRoom(count - available);
      System.arraycopy(message, available, buffer.bytes(), at, count - available);
      buffer.written(count - available);
    }
    return buffer.position();
  }

  @Override
  public void advance() {
    buffer.advance(current().length);
    current = null;
  }

  private byte[] current() {
    if (current == null) {
      throw new IllegalStateException("There is no message");
    }
    return current;
  }

  @Override
  public void close() {
    close.run();
  }
}
