package dev.weir.micro.ipc;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A channel that serves the bytes it was given last. */
final class ByteBufferChannel implements ReadableByteChannel {
  private static final int END = -1;

  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /** Serves these bytes next, moving their position as they are read. */
  void serve(ByteBuffer next) {
    bytes = next;
  }

  @Override
  public int read(ByteBuffer into) {
    int length = Math.min(into.remaining(), bytes.remaining());
    if (length == 0) {
      return into.hasRemaining() ? END : 0;
    }
    int end = bytes.limit();
    bytes.limit(bytes.position() + length);
    into.put(bytes);
    bytes.limit(end);
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
