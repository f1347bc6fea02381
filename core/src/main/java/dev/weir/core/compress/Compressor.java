package dev.weir.core.compress;

import java.nio.ByteBuffer;

/**
 * Compression and decompression with one codec, on direct buffers from position to limit. For one
 * thread.
 */
interface Compressor extends AutoCloseable {
  /** The maximum compressed length of {@code rawLength} bytes. */
  int maxCompressedLength(int rawLength);

  /** Compresses {@code raw} into {@code stored} and returns the bytes written. */
  int compress(ByteBuffer raw, ByteBuffer stored);

  /**
   * Decompresses {@code stored} into {@code raw} and returns the bytes written.
   *
   * @throws dev.weir.core.batch.CorruptMessageException where {@code stored} is invalid or its
   *     content longer than {@code raw}
   */
  int decompress(ByteBuffer stored, ByteBuffer raw);

  @Override
  void close();
}
