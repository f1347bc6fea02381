package dev.weir.core.compress;

import java.nio.ByteBuffer;

/** One codec's two directions over direct buffers, position to limit. For one thread. */
interface Compressor extends AutoCloseable {
  /** The most bytes that {@code rawLength} bytes can become. */
  int maxCompressedLength(int rawLength);

  /** Compresses {@code raw} into {@code stored} and returns the bytes written. */
  int compress(ByteBuffer raw, ByteBuffer stored);

  /**
   * Decompresses {@code stored} into {@code raw} and returns the bytes written.
   *
   * @throws dev.weir.core.batch.CorruptMessageException where it does not decompress or does not
   *     fit
   */
  int decompress(ByteBuffer stored, ByteBuffer raw);

  @Override
  void close();
}
