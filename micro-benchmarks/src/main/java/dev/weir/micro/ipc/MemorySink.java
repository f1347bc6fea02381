package dev.weir.micro.ipc;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A channel into off-heap memory of fixed size: its own, or that of a caller. */
final class MemorySink implements WritableByteChannel {
  private final ByteBuffer own;
  private ByteBuffer memory;

  MemorySink(int capacityBytes) {
    own = ByteBuffer.allocateDirect(capacityBytes);
    memory = own;
  }

  /** Writes next from the start of its own memory. */
  void clear() {
    memory = own.clear();
  }

  /** Writes next to this buffer, from its position, until {@link #clear}. */
  void writeTo(ByteBuffer target) {
    memory = target;
  }

  int length() {
    return memory.position();
  }

  /** Returns a view of what was written since the last {@link #clear}. */
  ByteBuffer written() {
    return memory.duplicate().flip();
  }

  /** Writes all of it: a batch for which the memory is too small overflows loudly. */
  @Override
  public int write(ByteBuffer bytes) {
    int length = bytes.remaining();
    memory.put(bytes);
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
