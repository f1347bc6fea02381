package dev.weir.files.arrow;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Knows whether a read found the end of the stream. Arrow's reader takes a stream that ends without
 * its end marker as complete; here that is a truncated file.
 */
final class EndOfStream extends FilterInputStream {
  private boolean exhausted;

  EndOfStream(InputStream in) {
    super(in);
  }

  boolean isExhausted() {
    return exhausted;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    exhausted |= value < 0;
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    exhausted |= count < 0;
    return count;
  }
}
