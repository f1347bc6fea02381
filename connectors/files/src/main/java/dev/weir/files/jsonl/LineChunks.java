package dev.weir.files.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream in chunks of whole lines. */
final class LineChunks {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final InputStream in;
  private final long lineBytesMax;
  private byte[] bytes = new byte[BUFFER_BYTES];
  private int filled;
  private int length;
  private long linesBefore;
  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param lineBytesMax the longest line
   */
  LineChunks(InputStream in, long lineBytesMax) {
    this.in = in;
    this.lineBytesMax = lineBytesMax;
  }

  /** A line is longer than allowed. */
  static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Returns the chunk's bytes, from index 0 to {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Returns the number of lines before the chunk. */
  long linesBefore() {
    return linesBefore;
  }

  /** Reads the next chunk; returns whether there is one. */
  boolean next() throws IOException {
    countLines();
    System.arraycopy(bytes, length, bytes, 0, filled - length);
    filled -= length;
    length = 0;
    int searched = 0;
    while (true) {
      int end = lastLineEnd(searched);
      if (end > 0 || ended) {
        length = end > 0 ? end : filled;
        return length > 0;
      }
      searched = filled;
      fill();
    }
  }

  private void countLines() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        linesBefore++;
      }
    }
  }

  /** Returns the index after the last line break at or after an index; 0 if there is none. */
  private int lastLineEnd(int from) {
    for (int i = filled - 1; i >= from; i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private void fill() throws IOException {
    if (filled == bytes.length) {
      if (filled > lineBytesMax) {
        throw new LineTooLongException();
      }
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(2L * filled, lineBytesMax + 1)));
    }
    while (filled < bytes.length && !ended) {
      int read = in.read(bytes, filled, bytes.length - filled);
      ended = read < 0;
      filled += Math.max(read, 0);
    }
  }
}
