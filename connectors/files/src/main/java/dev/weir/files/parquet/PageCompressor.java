package dev.weir.files.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.weir.files.store.FileCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages. What it returns is valid until the next call. */
final class PageCompressor implements BytesInputCompressor {
  /**
   * With the default of zstd, 3, narrow rows take longer, and their file is larger. See
   * docs/adr/0019-parquet.md.
   */
  private static final int ZSTD_LEVEL = 1;

  private final FileCodec codec;
  private final Buffer input = new Buffer();
  private final Buffer output = new Buffer();
  private final ZstdCompressCtx zstd = new ZstdCompressCtx();

  PageCompressor(FileCodec codec) {
    this.codec = codec;
    zstd.setLevel(ZSTD_LEVEL);
  }

  /** A buffer whose array can be read without a copy. */
  private static final class Buffer extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }

    /** Empties the buffer, and makes its array at least so long. */
    void reserve(int length) {
      reset();
      if (buf.length < length) {
        buf = new byte[length];
      }
    }

    void setLength(int length) {
      count = length;
    }
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    switch (codec) {
      case NONE -> {
        return bytes;
      }
      case GZIP -> {
        output.reset();
        try (GZIPOutputStream gzip = new GZIPOutputStream(output)) {
          bytes.writeAllTo(gzip);
        }
      }
      case ZSTD -> {
        input.reset();
        bytes.writeAllTo(input);
        output.reserve(Math.toIntExact(Zstd.compressBound(input.size())));
        output.setLength(
            zstd.compressByteArray(
                output.array(), 0, output.array().length, input.array(), 0, input.size()));
      }
    }
    return BytesInput.from(output.array(), 0, output.size());
  }

  @Override
  public CompressionCodecName getCodecName() {
    return switch (codec) {
      case NONE -> CompressionCodecName.UNCOMPRESSED;
      case GZIP -> CompressionCodecName.GZIP;
      case ZSTD -> CompressionCodecName.ZSTD;
    };
  }

  @Override
  public void release() {
    zstd.close();
  }
}
