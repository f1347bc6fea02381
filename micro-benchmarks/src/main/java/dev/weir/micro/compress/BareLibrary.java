package dev.weir.micro.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.weir.core.compress.Codec;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Factory;

/** A compression library, called as the product calls it: from position 0 to the limit. */
interface BareLibrary extends AutoCloseable {
  /** The level of the product's zstd. */
  int PRODUCT_LEVEL = 1;

  String name();

  int maxCompressedBytes(int bytes);

  int compress(ByteBuffer from, ByteBuffer to);

  int decompress(ByteBuffer from, ByteBuffer to);

  @Override
  void close();

  /**
   * Returns the library of a codec.
   *
   * @throws IllegalArgumentException if the codec does not compress
   */
  static BareLibrary of(Codec codec) {
    return switch (codec) {
      case NONE -> throw new IllegalArgumentException("NONE does not compress");
      case LZ4 -> new BareLz4();
      case ZSTD -> new BareZstd(PRODUCT_LEVEL);
    };
  }

  /** LZ4 block format, the fast compressor. */
  final class BareLz4 implements BareLibrary {
    private final LZ4Factory factory = LZ4Factory.fastestInstance();

    @Override
    public String name() {
      return "lz4";
    }

    @Override
    public int maxCompressedBytes(int bytes) {
      return factory.fastCompressor().maxCompressedLength(bytes);
    }

    @Override
    public int compress(ByteBuffer from, ByteBuffer to) {
      return factory.fastCompressor().compress(from, 0, from.limit(), to, 0, to.limit());
    }

    @Override
    public int decompress(ByteBuffer from, ByteBuffer to) {
      return factory.safeDecompressor().decompress(from, 0, from.limit(), to, 0, to.limit());
    }

    @Override
    public void close() {}
  }

  /** Zstandard at one level. */
  final class BareZstd implements BareLibrary {
    private final int level;
    private final ZstdCompressCtx compressor;
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

    BareZstd(int level) {
      this.level = level;
      this.compressor = new ZstdCompressCtx().setLevel(level);
    }

    @Override
    public String name() {
      return "zstd " + level;
    }

    @Override
    public int maxCompressedBytes(int bytes) {
      return Math.toIntExact(Zstd.compressBound(bytes));
    }

    @Override
    public int compress(ByteBuffer from, ByteBuffer to) {
      return compressor.compressDirectByteBuffer(to, 0, to.limit(), from, 0, from.limit());
    }

    @Override
    public int decompress(ByteBuffer from, ByteBuffer to) {
      return decompressor.decompressDirectByteBuffer(to, 0, to.limit(), from, 0, from.limit());
    }

    @Override
    public void close() {
      compressor.close();
      decompressor.close();
    }
  }
}
