package dev.weir.micro.ipc;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/** The floor under an encoder: one copy of a message's bytes, off-heap to off-heap. */
final class MemoryCopy implements AutoCloseable {
  private final ArrowBuf source;
  private final BufferAllocator allocator;
  private final ArrowBuf reused;

  /**
   * A copier of this message.
   *
   * @param source borrowed until this is closed; copied from index 0 to its writer index
   */
  MemoryCopy(ArrowBuf source, BufferAllocator allocator) {
    this.source = source;
    this.allocator = allocator;
    this.reused = allocator.buffer(source.writerIndex());
  }

  /** A new buffer, owned by the caller, as an encoder gives. */
  ArrowBuf intoNewBuffer() {
    return copy(allocator.buffer(source.writerIndex()));
  }

  /** A buffer that the next call overwrites, lent. */
  ArrowBuf intoReusedBuffer() {
    return copy(reused);
  }

  /** The message in a new buffer, without what precedes it. */
  byte[] messageInNewBuffer() {
    try (ArrowBuf copy = intoNewBuffer()) {
      return bytes(copy);
    }
  }

  /** The message in the reused buffer, without what precedes it. */
  byte[] messageInReusedBuffer() {
    return bytes(intoReusedBuffer());
  }

  private byte[] bytes(ArrowBuf copy) {
    byte[] bytes = new byte[Math.toIntExact(source.readableBytes())];
    copy.getBytes(source.readerIndex(), bytes);
    return bytes;
  }

  private ArrowBuf copy(ArrowBuf target) {
    long bytes = source.writerIndex();
    MemoryUtil.copyMemory(source.memoryAddress(), target.memoryAddress(), bytes);
    return target.writerIndex(bytes);
  }

  @Override
  public void close() {
    reused.close();
  }
}
