package dev.weir.postgres.protocol;

import dev.weir.postgres.protocol.CopyOutMessages.Session;
import dev.weir.postgres.wire.CopyBuffer;
import dev.weir.postgres.wire.CopyMessages;
import dev.weir.postgres.wire.MalformedCopyException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * CopyData messages, read from a lent input. At the first message that ends the COPY the input goes
 * back to the driver, which reads that message and those that came between the data.
 */
final class LentMessages extends CopyMessages {
  private static final byte COPY_DONE = 'c';
  private static final byte ERROR_RESPONSE = 'E';
  private static final byte NOTICE_RESPONSE = 'N';
  private static final byte PARAMETER_STATUS = 'S';
  private static final byte NOTIFICATION_RESPONSE = 'A';

  /** Room for a read; more than a socket usually has. */
  private static final int READ_BYTES = 64 << 10;

  /** Notices that the driver gets; further ones are dropped. */
  private static final int NOTICE_BYTES_MAX = 1 << 20;

  /** All messages between the data, which the driver reads at the end; more is an error. */
  static final int OTHER_BYTES_MAX = 16 << 20;

  private static final int UNKNOWN = -2;

  private static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final LendingInputStream input;
  private final CopyOut copy;
  private final Session session;
  private final CopyBuffer buffer;
  private final ByteArrayOutputStream others = new ByteArrayOutputStream();
  private int length = UNKNOWN;

  LentMessages(LendingInputStream input, CopyOut copy, Session session) {
    this(input, copy, session, new CopyBuffer());
  }

  private LentMessages(LendingInputStream input, CopyOut copy, Session session, CopyBuffer buffer) {
    super(buffer);
    this.input = input;
    this.copy = copy;
    this.session = session;
    this.buffer = buffer;
  }

  @Override
  public int length() throws SQLException {
    if (length == UNKNOWN) {
      length = next();
    }
    return length;
  }

  private int next() throws SQLException {
    while (true) {
      receive(HEADER_BYTES);
      byte type = buffer.bytes()[buffer.position()];
      int bytes = (int) INT32.get(buffer.bytes(), buffer.position() + TYPE_BYTES);
      if (bytes < MessageTracker.LENGTH_BYTES) {
        throw unexpected(type, bytes);
      }
      switch (type) {
        case COPY_DATA -> {
          return bytes - MessageTracker.LENGTH_BYTES;
        }
        case COPY_DONE, ERROR_RESPONSE -> {
          return end();
        }
        case NOTICE_RESPONSE, PARAMETER_STATUS, NOTIFICATION_RESPONSE -> keep(type, bytes);
        default -> throw unexpected(type, bytes);
      }
    }
  }

  private static MalformedCopyException unexpected(byte type, int bytes) {
    return new MalformedCopyException(
        "A message of type 0x%02x and %d bytes, among the data of a COPY".formatted(type, bytes));
  }

  /** Keeps a message for the driver. */
  private void keep(byte type, int bytes) throws SQLException {
    if (bytes > OTHER_BYTES_MAX - others.size()) {
      throw unexpected(type, bytes);
    }
    int whole = TYPE_BYTES + bytes;
    receive(whole);
    if (type != NOTICE_RESPONSE || others.size() + whole <= NOTICE_BYTES_MAX) {
      others.write(buffer.bytes(), buffer.position(), whole);
    }
    buffer.advance(whole);
  }

  /** Lets the driver read the end of the COPY. */
  private int end() throws SQLException {
    others.write(buffer.bytes(), buffer.position(), buffer.available());
    buffer.advance(buffer.available());
    input.giveBack(others.toByteArray());
    others.reset();
    if (copy.readFromCopy() != null) {
      throw new IllegalStateException("The driver has data after the end of a COPY");
    }
    return END;
  }

  @Override
  public boolean isReady() throws SQLException {
    if (length == END) {
      return true;
    }
    if (!isThere(HEADER_BYTES)) {
      return false;
    }
    receive(HEADER_BYTES);
    int bytes = (int) INT32.get(buffer.bytes(), buffer.position() + TYPE_BYTES);
    return buffer.bytes()[buffer.position()] != COPY_DATA || isThere((long) TYPE_BYTES + bytes);
  }

  @Override
  protected boolean isAtHeader() {
    return length == UNKNOWN;
  }

  private boolean isThere(long count) throws SQLException {
    try {
      return buffer.available() >= count
          || (long) buffer.available() + input.availableLent() >= count;
    } catch (IOException e) {
      throw connectionLost(e);
    }
  }

  @Override
  public int await(int count) throws SQLException {
    receive(HEADER_BYTES + count);
    return buffer.position() + HEADER_BYTES;
  }

  @Override
  public void advance() {
    buffer.advance(HEADER_BYTES + length);
    length = UNKNOWN;
  }

  /** Reads until this many bytes are there from the current message on. */
  private void receive(int count) throws SQLException {
    while (buffer.available() < count) {
      int at = buffer.makeRoom(Math.max(count - buffer.available(), READ_BYTES));
      byte[] bytes = buffer.bytes();
      int received;
      try {
        received = input.readLent(bytes, at, bytes.length - at);
      } catch (IOException e) {
        throw connectionLost(e);
      }
      if (received < 0) {
        throw connectionLost(new EOFException());
      }
      buffer.written(received);
      session.progress();
    }
  }

  static SQLException connectionLost(IOException cause) {
    return new PSQLException(
        "An I/O error occurred while reading from the server.",
        PSQLState.CONNECTION_FAILURE,
        cause);
  }

  @Override
  public void close() {
    if (input.isLent()) {
      session.abort();
    }
  }
}
