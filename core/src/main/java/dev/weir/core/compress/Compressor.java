package dev.weir.core.compress;

import java.nio.ByteBuffer;

/**
 * Compresses and decompresses with one codec, on direct buffers from position to limit. Not
 * thread-safe.
 */
interface Compressor extends AutoCloseable {
  /** Returns the maximum compressed length of {@code rawLength} bytes. */
  int maxCompressedLength(int rawLength);

  /** Compresses {@code raw} into {@code stored} and returns the number of bytes written. */
  int compress(ByteBuffer raw, ByteBuffer stored);

  /**
   * Decompresses {@code stored} into {@code raw} and returns the number of bytes written.
   *
   * @throws dev.weir.core.batch.CorruptMessageException if {@code stored} is invalid or
   *     decompresses to more than {@code raw} can hold
   */
  int decompress(ByteBuffer stored, ByteBuffer raw);

  @Override
  void close();
}
