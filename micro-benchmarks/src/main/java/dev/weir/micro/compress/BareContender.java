package dev.weir.micro.compress;

import java.nio.ByteBuffer;

/** Calls of a compression library alone, from and to direct buffers that are reused. */
final class BareContender implements CompressContender {
  private final BareLibrary library;
  private final ByteBuffer message;
  private final ByteBuffer stored;
  private final int storedBytes;
  private final ByteBuffer restored;

  BareContender(BareLibrary library, byte[] bytes) {
    this.library = library;
    this.message = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    this.stored = ByteBuffer.allocateDirect(library.maxCompressedBytes(bytes.length));
    this.restored = ByteBuffer.allocateDirect(bytes.length);
    this.storedBytes = compress();
  }

  /** Compresses the message, over the last result; returns the number of bytes. */
  int compress() {
    return library.compress(message, stored.clear());
  }

  /** Decompresses what was compressed last, over the last result; returns the number of bytes. */
  int decompress() {
    return library.decompress(stored.limit(storedBytes), restored.clear());
  }

  @Override
  public String name() {
    return library.name();
  }

  @Override
  public byte[] stored() {
    return bytes(stored, compress());
  }

  @Override
  public byte[] restored() {
    return bytes(restored, decompress());
  }

  private static byte[] bytes(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(0, bytes);
    return bytes;
  }

  @Override
  public void close() {
    library.close();
  }
}
