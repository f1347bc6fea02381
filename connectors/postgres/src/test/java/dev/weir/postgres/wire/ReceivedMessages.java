package dev.weir.postgres.wire;

import java.nio.ByteBuffer;
import java.util.List;

/** CopyData messages with their headers, received in pieces of equal size, as from a socket. */
final class ReceivedMessages extends CopyMessages {
  private static final int UNKNOWN = -2;

  private final ByteBuffer left;
  private final int pieceBytes;
  private int length = UNKNOWN;

  ReceivedMessages(List<byte[]> payloads, int pieceBytes) {
    super(new CopyBuffer());
    int bytes = payloads.stream().mapToInt(payload -> HEADER_BYTES + payload.length).sum();
    this.left = ByteBuffer.allocate(bytes);
    for (byte[] payload : payloads) {
      left.put(COPY_DATA).putInt(Integer.BYTES + payload.length).put(payload);
    }
    left.flip();
    this.pieceBytes = pieceBytes;
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
    return (int) CopyBinary.INT32.get(buffer.bytes(), at) - Integer.BYTES;
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
