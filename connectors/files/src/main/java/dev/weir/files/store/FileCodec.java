package dev.weir.files.store;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The compression of a whole file. */
public enum FileCodec {
  NONE(""),
  GZIP(".gz"),
  ZSTD(".zst");

  /** Bytes between the codec and its neighbours. */
  private static final int BUFFER_BYTES = 64 * 1024;

  private final String suffix;

  FileCodec(String suffix) {
    this.suffix = suffix;
  }

  /** Returns the extension with its dot; empty without compression. */
  public String suffix() {
    return suffix;
  }

  /** Returns a stream that decompresses; it closes the given one. */
  public InputStream decompress(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER_BYTES);
      case ZSTD -> new ZstdInputStream(in);
    };
  }

  /** Returns a stream that compresses; it closes the given one. */
  public OutputStream compress(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER_BYTES);
      case ZSTD -> new ZstdOutputStream(out);
    };
  }
}
