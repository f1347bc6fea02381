package dev.weir.micro;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A channel into one piece of off-heap memory of fixed size, which is written over and over. */
final class MemorySink implements WritableByteChannel {
  private final ByteBuffer memory;
  private final ByteBuffer written;

  MemorySink(int capacityBytes) {
    memory = ByteBuffer.allocateDirect(capacityBytes);
    written = memory.duplicate();
  }

  void clear() {
    memory.clear();
  }

  int length() {
    return memory.position();
  }

  /** What was written since the last {@link #clear}; the same view each time. */
  ByteBuffer written() {
    return written.clear().limit(memory.position());
  }

  /** Writes all of it: a batch for which the sink is too small overflows loudly. */
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
