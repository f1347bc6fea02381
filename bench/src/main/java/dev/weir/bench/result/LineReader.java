package dev.weir.bench.result;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a file, one after another in one buffer. Memory is bounded by {@link #MAX_LINE},
 * whatever the length of the file or of a line.
 */
final class LineReader {
  /** Bytes of the longest line that is read; a line of a run has about 2 KB. */
  static final int MAX_LINE = 1 << 20;

  private static final int INITIAL_BUFFER = 1 << 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The lowest bit, the highest bit, and a newline, in each byte. */
  private static final long LOWEST = 0x0101010101010101L;

  private static final long HIGHEST = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * LOWEST;

  private final InputStream in;
  private byte[] buffer = new byte[INITIAL_BUFFER];

  /** The bytes of the buffer that were read and are not yet part of a line. */
  private int unread;

  private int filled;

  /** All bytes of the current line, combined by or. */
  private long bits;

  /** How many bytes of the current line have been searched for its end. */
  private int scanned;

  private long remaining;
  private int start;
  private int length;
  private long number;
  private boolean tooLong;

  /**
   * A reader of the first {@code limit} bytes.
   *
   * @param in not closed by this class
   */
  LineReader(InputStream in, long limit) {
    this.in = in;
    this.remaining = limit;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    start = unread;
    int end = start;
    bits = 0;
    tooLong = false;
    while (true) {
      end = lineEnd(end);
      if (end < filled) {
        return line(end, end + 1);
      }
      if (end - start > MAX_LINE) {
        tooLong = true;
        filled = start;
      }
      boolean more = fill();
      if (!more) {
        return (filled > 0 || tooLong) && line(filled, filled);
      }
      end = scanned;
    }
  }

  /** The place of the next newline, or the end of what is filled; adds to {@link #bits}. */
  private int lineEnd(int from) {
    int end = from;
    while (end + Long.BYTES <= filled) {
      long word = (long) LONGS.get(buffer, end);
      // A byte of zero, as in Hacker's Delight by H. S. Warren, section 6-1.
      long zeros = word ^ NEWLINES;
      if (((zeros - LOWEST) & ~zeros & HIGHEST) != 0) {
        break;
      }
      bits |= word;
      end += Long.BYTES;
    }
    while (end < filled && buffer[end] != '\n') {
      bits |= buffer[end++];
    }
    return end;
  }

  private boolean line(int end, int following) {
    length = end - start;
    tooLong |= length > MAX_LINE;
    unread = following;
    number++;
    return true;
  }

  /** Reads on, after moving the current line to the buffer's start; false at the end. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    scanned = filled;
    start = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int wanted = (int) Math.min(remaining, buffer.length - filled);
    int count = wanted == 0 ? -1 : in.read(buffer, filled, wanted);
    filled += Math.max(0, count);
    remaining -= Math.max(0, count);
    return count > 0;
  }

  /** The number of the current line, from 1. */
  long number() {
    return number;
  }

  /** Whether the line is longer than {@link #MAX_LINE}; its bytes are then not available. */
  boolean isTooLong() {
    return tooLong;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  boolean isBlank() {
    return lastByte() == ' ';
  }

  /** The last byte that is not white space; a space where there is none. */
  byte lastByte() {
    for (int i = start + length - 1; i >= start; i--) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return buffer[i];
      }
    }
    return ' ';
  }

  /** The line as text. */
  String text() throws CharacterCodingException {
    return isAscii()
        ? new String(buffer, start, length, StandardCharsets.ISO_8859_1)
        : StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(buffer, start, length))
            .toString();
  }

  private boolean isAscii() {
    return (bits & HIGHEST) == 0;
  }

  /** Whether the line is valid UTF-8. */
  boolean isUtf8() {
    if (isAscii()) {
      return true;
    }
    try {
      return text().length() <= length;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
