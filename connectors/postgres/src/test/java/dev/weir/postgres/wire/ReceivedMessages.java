package dev.weir.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** CopyData messages with their headers, received in pieces of equal size, as from a socket. */
final class ReceivedMessages extends CopyMessages {
  private static final byte NOTICE = 'N';
  private static final int UNKNOWN = -2;

  private final ByteBuffer left;
  private final int pieceBytes;
  private int length = UNKNOWN;

  /**
   * Takes the payloads of the data.
   *
   * @param notice the payload of a notice before each message but the first; empty for none
   */
  ReceivedMessages(List<byte[]> payloads, Optional<byte[]> notice, int pieceBytes) {
    super(new CopyBuffer());
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] payload : payloads) {
      if (stream.size() > 0) {
        notice.ifPresent(bytes -> add(stream, NOTICE, bytes));
      }
      add(stream, COPY_DATA, payload);
    }
    this.left = ByteBuffer.wrap(stream.toByteArray());
    this.pieceBytes = pieceBytes;
  }

  private static void add(ByteArrayOutputStream stream, byte type, byte[] payload) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    stream.writeBytes(header.put(type).putInt(Integer.BYTES + payload.length).array());
    stream.writeBytes(payload);
  }

  @Override
  public int length() {
    if (length == UNKNOWN) {
      length = next();
    }
    return length;
  }

  private int next() {
    if (!left.hasRemaining() && buffer.available() == 0) {
      return END;
    }
    receive(HEADER_BYTES);
    int at = buffer.position() + TYPE_BYTES;
    int bytes = (int) CopyBinary.INT32.get(buffer.bytes(), at);
    if (buffer.bytes()[buffer.position()] == NOTICE) {
      receive(TYPE_BYTES + bytes);
      buffer.advance(TYPE_BYTES + bytes);
      return next();
    }
    return bytes - Integer.BYTES;
  }

  @Override
  public int await(int count) {
    receive(HEADER_BYTES + count);
    return buffer.position() + HEADER_BYTES;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  protected boolean isAtHeader() {
    return length == UNKNOWN;
  }

  @Override
  public void advance() {
    buffer.advance(HEADER_BYTES + length);
    length = UNKNOWN;
  }

  private void receive(int count) {
    while (buffer.available() < count) {
      int piece = Math.min(pieceBytes, left.remaining());
      int at = buffer.makeRoom(piece);
      left.get(buffer.bytes(), at, piece);
      buffer.written(piece);
    }
  }

  @Override
  public void close() {}
}
