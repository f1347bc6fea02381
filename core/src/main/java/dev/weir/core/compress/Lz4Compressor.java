package dev.weir.core.compress;

import dev.weir.core.batch.CorruptMessageException;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** LZ4 block format, the fast compressor and the bounds-checked decompressor. */
final class Lz4Compressor implements Compressor {
  private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
  private final LZ4SafeDecompressor decompressor = LZ4Factory.fastestInstance().safeDecompressor();

  @Override
  public int maxCompressedLength(int rawLength) {
    return compressor.maxCompressedLength(rawLength);
  }

  @Override
  public int compress(ByteBuffer raw, ByteBuffer stored) {
    return compressor.compress(
        raw, raw.position(), raw.remaining(), stored, stored.position(), stored.remaining());
  }

  @Override
  public int decompress(ByteBuffer stored, ByteBuffer raw) {
    try {
      return decompressor.decompress(
          stored, stored.position(), stored.remaining(), raw, raw.position(), raw.remaining());
    } catch (LZ4Exception e) {
      throw new CorruptMessageException("An LZ4 block is corrupt", e);
    }
  }

  @Override
  public void close() {}
}
