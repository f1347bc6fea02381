package dev.weir.files.arrow;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;

/**
 * Decompresses the buffers of record batches, each of which begins with its length without
 * compression, 64 bits in little-endian order; -1: the rest is not compressed. Source: Arrow,
 * "Serialization and Interprocess Communication", section "Compression".
 *
 * <p>Arrow's loader forgets the decompressed buffers of a column if one of them is invalid;
 * therefore they are recorded here.
 */
final class BufferDecompressor implements CompressionCodec.Factory {
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int LZ4_CHUNK_BYTES = 64 * 1024;

  /** The buffers of the batch that is being loaded. */
  private final List<ArrowBuf> loading = new ArrayList<>();

  /** The buffers of the batch belong to its vectors. */
  void loaded() {
    loading.clear();
  }

  /** Releases what no vector owns; called when the vectors are closed. */
  void releaseForgotten() {
    for (ArrowBuf buffer : loading) {
      if (buffer.getReferenceManager().getRefCount() > 0) {
        buffer.close();
      }
    }
    loading.clear();
  }

  @Override
  public CompressionCodec createCodec(CodecType type) {
    return switch (type) {
      case NO_COMPRESSION -> NoCompressionCodec.INSTANCE;
      case LZ4_FRAME -> new Decompressor(type, BufferDecompressor::lz4);
      case ZSTD -> new Decompressor(type, BufferDecompressor::zstd);
    };
  }

  @Override
  public CompressionCodec createCodec(CodecType type, int level) {
    return createCodec(type);
  }

  /** Fills a buffer with the content of another, from the byte after its length on. */
  @FunctionalInterface
  private interface Algorithm {
    void decompress(ArrowBuf stored, ArrowBuf raw, int rawBytes);
  }

  private static void zstd(ArrowBuf stored, ArrowBuf raw, int rawBytes) {
    ByteBuffer from = compressed(stored);
    long result =
        Zstd.decompressDirectByteBuffer(
            raw.nioBuffer(0, rawBytes), 0, rawBytes, from, 0, from.remaining());
    requireLength(rawBytes, result);
  }

  private static void lz4(ArrowBuf stored, ArrowBuf raw, int rawBytes) {
    ByteBuffer from = compressed(stored);
    byte[] frame = new byte[from.remaining()];
    from.get(frame);
    byte[] chunk = new byte[LZ4_CHUNK_BYTES];
    try (InputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(frame))) {
      int length = 0;
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (count > rawBytes - length) {
          throw new IllegalArgumentException("a buffer is longer than its declared length");
        }
        raw.setBytes(length, chunk, 0, count);
        length += count;
      }
      requireLength(rawBytes, length);
    } catch (IOException e) {
      throw new IllegalArgumentException("lz4: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer compressed(ArrowBuf stored) {
    return stored.nioBuffer(LENGTH_BYTES, Math.toIntExact(stored.writerIndex() - LENGTH_BYTES));
  }

  private static void requireLength(int declared, long found) {
    if (found != declared) {
      throw new IllegalArgumentException(
          "a buffer has %d bytes instead of %d".formatted(found, declared));
    }
  }

  /** A codec that only decompresses. */
  private final class Decompressor implements CompressionCodec {
    private final CodecType type;
    private final Algorithm algorithm;

    Decompressor(CodecType type, Algorithm algorithm) {
      this.type = type;
      this.algorithm = algorithm;
    }

    @Override
    public ArrowBuf compress(BufferAllocator allocator, ArrowBuf raw) {
      throw new UnsupportedOperationException("Compressed bodies are read and not written");
    }

    /** The loader retains the compressed buffer after this has closed it. */
    @Override
    public ArrowBuf decompress(BufferAllocator allocator, ArrowBuf stored) {
      if (stored.writerIndex() < LENGTH_BYTES) {
        throw new IllegalArgumentException("a compressed buffer has no length");
      }
      long length = stored.getLong(0);
      if (length == CompressionUtil.NO_COMPRESSION_LENGTH) {
        ArrowBuf rest = stored.slice(LENGTH_BYTES, stored.writerIndex() - LENGTH_BYTES);
        loading.add(rest);
        return rest;
      }
      if (length == 0) {
        stored.close();
        return allocator.getEmpty();
      }
      if (length < 0 || length > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("a buffer has a declared length of " + length);
      }
      ArrowBuf raw = allocator.buffer(length);
      loading.add(raw);
      algorithm.decompress(stored, raw, (int) length);
      raw.writerIndex(length);
      stored.close();
      return raw;
    }

    @Override
    public CodecType getCodecType() {
      return type;
    }
  }
}
