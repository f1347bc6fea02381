package dev.weir.files.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses pages of the codecs that are common. */
final class PageDecompressor {
  private PageDecompressor() {}

  static boolean supports(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, GZIP, LZ4_RAW, ZSTD -> true;
      default -> false;
    };
  }

  /**
   * Returns the content of a page.
   *
   * @param start the first byte to decompress; all to the end are
   * @param length the length of the content
   * @throws IOException if the page is corrupt
   */
  static byte[] decompress(CompressionCodecName codec, byte[] page, int start, int length)
      throws IOException {
    byte[] content = new byte[length];
    int count;
    try {
      count = decompress(codec, page, start, content);
    } catch (MalformedInputException | ZstdException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (count != length) {
      throw new IOException("%,d bytes instead of %,d".formatted(count, length));
    }
    return content;
  }

  private static int decompress(CompressionCodecName codec, byte[] page, int start, byte[] content)
      throws IOException {
    int length = page.length - start;
    return switch (codec) {
      case UNCOMPRESSED -> {
        System.arraycopy(page, start, content, 0, Math.min(length, content.length));
        yield length;
      }
      case SNAPPY ->
          new SnappyDecompressor().decompress(page, start, length, content, 0, content.length);
      case LZ4_RAW ->
          new Lz4Decompressor().decompress(page, start, length, content, 0, content.length);
      case ZSTD -> (int) Zstd.decompressByteArray(content, 0, content.length, page, start, length);
      case GZIP -> {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(page, start, length))) {
          yield in.readNBytes(content, 0, content.length) + in.readNBytes(1).length;
        }
      }
      default -> throw new IllegalArgumentException("Not supported: " + codec);
    };
  }
}
