package dev.weir.micro.copy;

import dev.weir.postgres.wire.CopyBinary;
import dev.weir.postgres.wire.CopyBuffer;
import dev.weir.postgres.wire.CopyMessages;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * CopyData messages from memory in place of a socket: pieces of the size of a socket's read are
 * copied into the buffer, as the kernel does.
 */
final class CopyMemory extends CopyMessages {
  private static final int READ_BYTES = 64 << 10;
  private static final int UNKNOWN = -2;

  private static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] stream;
  private final CopyBuffer buffer;
  private final boolean endless;

  private int length = UNKNOWN;
  private int read;

  /** Returns these rows as one array. */
  static byte[] join(List<byte[]> rows) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    rows.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  /** The stream of these rows, with header and trailer. */
  static CopyMemory of(List<byte[]> rows) {
    byte[] stream = stream(rows, List.of(CopyBinary.trailer()));
    return new CopyMemory(stream, false, new CopyBuffer());
  }

  /** A stream of these rows, over and over, without end. */
  static CopyMemory endless(List<byte[]> rows) {
    return new CopyMemory(stream(rows, List.of()), true, new CopyBuffer());
  }

  private static byte[] stream(List<byte[]> rows, List<byte[]> last) {
    List<byte[]> payloads = new ArrayList<>();
    payloads.add(CopyBinary.header());
    payloads.addAll(rows);
    payloads.addAll(last);
    int bytes = payloads.stream().mapToInt(payload -> HEADER_BYTES + payload.length).sum();
    ByteBuffer stream = ByteBuffer.allocate(bytes);
    for (byte[] payload : payloads) {
      stream.put(COPY_DATA).putInt(Integer.BYTES + payload.length).put(payload);
    }
    return stream.array();
  }

  private CopyMemory(byte[] stream, boolean endless, CopyBuffer buffer) {
    super(buffer);
    this.stream = stream;
    this.endless = endless;
    this.buffer = buffer;
  }

  @Override
  public int length() {
    if (length == UNKNOWN) {
      length = next();
    }
    return length;
  }

  private int next() {
    if (!endless && read == stream.length && buffer.available() == 0) {
      return END;
    }
    receive(HEADER_BYTES);
    return (int) INT32.get(buffer.bytes(), buffer.position() + TYPE_BYTES) - Integer.BYTES;
  }

  @Override
  protected boolean isAtHeader() {
    return length == UNKNOWN;
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
  }

  private void receive(int count) {
    while (buffer.available() < count) {
      if (endless && read == stream.length) {
        read = HEADER_BYTES + CopyBinary.header().length;
      }
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
