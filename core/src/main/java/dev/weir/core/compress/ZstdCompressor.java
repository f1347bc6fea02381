package dev.weir.core.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.weir.core.batch.CorruptMessageException;
import java.nio.ByteBuffer;

/** Zstandard frames at level 1, without Zstandard's checksum: {@link FrameHeader} has one. */
final class ZstdCompressor implements Compressor {
  private static final int LEVEL = 1;

  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

  @Override
  public int maxCompressedLength(int rawLength) {
    return Math.toIntExact(Zstd.compressBound(rawLength));
  }

  @Override
  public int compress(ByteBuffer raw, ByteBuffer stored) {
    return compressor.compressDirectByteBuffer(
        stored, stored.position(), stored.remaining(), raw, raw.position(), raw.remaining());
  }

  @Override
  public int decompress(ByteBuffer stored, ByteBuffer raw) {
    try {
      return decompressor.decompressDirectByteBuffer(
          raw, raw.position(), raw.remaining(), stored, stored.position(), stored.remaining());
    } catch (ZstdException e) {
      throw new CorruptMessageException("A Zstandard frame is corrupt", e);
    }
  }

  @Override
  public void close() {
    compressor.close();
    decompressor.close();
  }
}
