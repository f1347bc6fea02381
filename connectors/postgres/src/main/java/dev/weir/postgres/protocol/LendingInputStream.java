package dev.weir.postgres.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A socket's input that the driver reads, and lends to another reader while the server sends COPY
 * data. Armed, it gives the driver no byte after CopyOutResponse; from there on it is lent, until
 * the reader gives back what it has read beyond the data. An input that is encrypted is never lent.
 *
 * <p>For one thread; closing the socket from another one ends a read.
 */
final class LendingInputStream extends InputStream {
  private static final byte COPY_OUT_RESPONSE = 'H';

  private final InputStream socket;
  private final MessageTracker tracker = new MessageTracker();
  private boolean armed;
  private boolean lent;
  private byte[] given = new byte[0];
  private int givenFrom;

  LendingInputStream(InputStream socket) {
    this.socket = socket;
  }

  /** From now on, CopyOutResponse lends this input. */
  void arm() {
    armed = true;
  }

  /** Returns whether CopyOutResponse came, and the input is lent. */
  boolean disarm() {
    armed = false;
    return lent;
  }

  boolean isLent() {
    return lent;
  }

  /**
   * Reads as {@link InputStream#read(byte[], int, int)} does, for the reader that it is lent to.
   */
  int readLent(byte[] bytes, int from, int count) throws IOException {
    if (!lent) {
      throw new IllegalStateException("The input is not lent");
    }
    return socket.read(bytes, from, count);
  }

  /** Returns how many bytes can be read without waiting, for the reader that it is lent to. */
  int availableLent() throws IOException {
    return socket.available();
  }

  /**
   * Gives the input back to the driver.
   *
   * @param unread whole messages that the driver is to read before those of the socket, and
   *     possibly a part of a last one
   */
  void giveBack(byte[] unread) {
    if (!lent) {
      throw new IllegalStateException("The input is not lent");
    }
    lent = false;
    given = unread;
    givenFrom = 0;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, bytes.length);
    if (lent) {
      throw new IOException("The connection was left in the middle of a COPY");
    }
    int wanted = count;
    if (armed && !tracker.isUnreadable()) {
      wanted = (int) Math.min(count, tracker.untilEnd());
    }
    int received = receive(bytes, from, wanted);
    if (received > 0) {
      tracker.follow(bytes, from, received);
      lent = armed && tracker.isAfter(COPY_OUT_RESPONSE);
    }
    return received;
  }

  private int receive(byte[] bytes, int from, int count) throws IOException {
    int left = given.length - givenFrom;
    if (left == 0) {
      return socket.read(bytes, from, count);
    }
    int taken = Math.min(left, count);
    System.arraycopy(given, givenFrom, bytes, from, taken);
    givenFrom += taken;
    if (taken == left) {
      given = new byte[0];
      givenFrom = 0;
    }
    return taken;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int available() throws IOException {
    return lent ? 0 : given.length - givenFrom + socket.available();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
