package dev.weir.micro;

import dev.weir.postgres.wire.CopyBinary;
import dev.weir.postgres.wire.CopyBuffer;
import dev.weir.postgres.wire.CopyMessages;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * CopyData messages from memory in place of a socket: pieces of the size of a socket's read are
 * copied into the buffer, as the kernel does.
 */
final class CopyMemory extends CopyMessages {
  private static final byte COPY_DATA = 'd';
  private static final int HEADER_BYTES = 5;
  private static final int READ_BYTES = 64 << 10;
  private static final int UNKNOWN = -2;

  private static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] stream;
  private final CopyBuffer buffer;
  private final int messages;
  private int message;
  private int length = UNKNOWN;
  private int read;

  /** The stream of these rows. */
  static byte[] stream(List<byte[]> rows) {
    byte[] header = CopyBinary.header();
    byte[] trailer = CopyBinary.trailer();
    int bytes = 2 * HEADER_BYTES + header.length + trailer.length;
    for (byte[] row : rows) {
      bytes += HEADER_BYTES + row.length;
    }
    ByteBuffer stream = ByteBuffer.allocate(bytes);
    frame(stream, header);
    rows.forEach(row -> frame(stream, row));
    frame(stream, trailer);
    return stream.array();
  }

  private static void frame(ByteBuffer stream, byte[] payload) {
    stream.put(COPY_DATA).putInt(Integer.BYTES + payload.length).put(payload);
  }

  CopyMemory(byte[] stream, int rows) {
    this(stream, rows, new CopyBuffer());
  }

  private CopyMemory(byte[] stream, int rows, CopyBuffer buffer) {
    super(buffer);
    this.stream = stream;
    this.buffer = buffer;
    // The header and the trailer are messages, too.
    this.messages = rows + 2;
  }

  @Override
  public int length() {
    if (length == UNKNOWN) {
      length = next();
    }
    return length;
  }

  private int next() {
    if (message == messages) {
      return END;
    }
    receive(HEADER_BYTES);
    return (int) INT32.get(buffer.bytes(), buffer.position() + 1) - Integer.BYTES;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public int await(int count) {
    receive(HEADER_BYTES + count);
    return buffer.position() + HEADER_BYTES;
  }

  @Override
  public void advance() {
    buffer.advance(HEADER_BYTES + length);
    length = UNKNOWN;
    message++;
  }

  private void receive(int count) {
    while (buffer.available() < count) {
      int at = buffer.makeRoom(Math.max(count, READ_BYTES));
      int received = Math.min(READ_BYTES, stream.length - read);
      System.arraycopy(stream, read, buffer.bytes(), at, received);
      read += received;
      buffer.written(received);
    }
  }

  @Override
  public void close() {}
}
