package dev.weir.files.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/** A buffer of bytes before an {@link OutputStream}. Not closed; {@link #flush} empties it. */
public final class ByteSink {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** The digits of {@link Long#MIN_VALUE} and its sign. */
  private static final int LONG_CHARS_MAX = 20;

  private static final int NO_VALUE = -1;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private byte[] bytes = new byte[BUFFER_BYTES];
  private int length;

  /** Where the value that was begun starts. */
  private int valueStart = NO_VALUE;

  public ByteSink(OutputStream out) {
    this.out = out;
  }

  public void put(int value) throws IOException {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  public void put(byte[] from) throws IOException {
    put(from, 0, from.length);
  }

  public void put(byte[] from, int start, int count) throws IOException {
    ensure(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  /** Writes ASCII text. */
  public void ascii(String text) throws IOException {
    ensure(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** Writes a decimal number. */
  public void number(long value) throws IOException {
    if (value == Long.MIN_VALUE) {
      ascii(Long.toString(value));
      return;
    }
    ensure(LONG_CHARS_MAX);
    long left = value;
    if (left < 0) {
      bytes[length++] = '-';
      left = -left;
    }
    int digits = 1;
    for (long limit = 10; digits < LONG_CHARS_MAX - 1 && left >= limit; limit *= 10) {
      digits++;
    }
    putDigits(left, digits);
  }

  /** Writes a non-negative number with leading zeros. */
  public void padded(long value, int width) throws IOException {
    ensure(width);
    putDigits(value, width);
  }

  private void putDigits(long value, int count) {
    long left = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    length += count;
  }

  /** Writes two hexadecimal digits. */
  public void hex(int value) throws IOException {
    ensure(2);
    bytes[length++] = HEX[(value >> 4) & 0xf];
    bytes[length++] = HEX[value & 0xf];
  }

  /** Copies bytes from a buffer. */
  void put(ArrowBuf from, long start, int count) throws IOException {
    ensure(count);
    from.getBytes(start, bytes, length, count);
    length += count;
  }

  /** Begins a value, which stays in the buffer until it is ended. */
  public void beginValue() {
    valueStart = length;
  }

  /** Ends a value: encloses it in quotation marks if CSV requires it. */
  public void endCsvValue() throws IOException {
    int marks = 0;
    boolean quoted = length == valueStart;
    for (int i = valueStart; i < length; i++) {
      byte c = bytes[i];
      if (c == '"') {
        marks++;
      } else if (c == ',' || c == '\n' || c == '\r') {
        quoted = true;
      }
    }
    if (quoted || marks > 0) {
      ensure(marks + 2);
      int to = length + marks + 1;
      bytes[to--] = '"';
      for (int i = length - 1; i >= valueStart; i--) {
        bytes[to--] = bytes[i];
        if (bytes[i] == '"') {
          bytes[to--] = '"';
        }
      }
      bytes[to] = '"';
      length += marks + 2;
    }
    valueStart = NO_VALUE;
  }

  /** Ends a value: makes it a JSON string. */
  public void endJsonString() throws IOException {
    int added = 2;
    for (int i = valueStart; i < length; i++) {
      added += JsonEscapes.added(bytes[i]);
    }
    ensure(added);
    int to = length + added - 1;
    int newLength = length + added;
    bytes[to--] = '"';
    for (int i = length - 1; i >= valueStart; i--) {
      to = JsonEscapes.placeBackwards(bytes[i], bytes, to);
    }
    bytes[to] = '"';
    length = newLength;
    valueStart = NO_VALUE;
  }

  /** Ends a value as it is; returns whether it contains a line break. */
  public boolean endRawValue() {
    boolean breaks = false;
    for (int i = valueStart; i < length; i++) {
      breaks |= bytes[i] == '\n' || bytes[i] == '\r';
    }
    valueStart = NO_VALUE;
    return breaks;
  }

  /** Returns whether the last byte of the value that was begun is a letter, as in NaN. */
  public boolean isWord() {
    return length > valueStart && Character.isLetter(bytes[length - 1]);
  }

  private void ensure(int count) throws IOException {
    if (bytes.length - length >= count) {
      return;
    }
    int kept = valueStart == NO_VALUE ? length : valueStart;
    out.write(bytes, 0, kept);
    System.arraycopy(bytes, kept, bytes, 0, length - kept);
    length -= kept;
    valueStart = valueStart == NO_VALUE ? NO_VALUE : 0;
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, count)));
    }
  }

  /** Writes what is buffered to the stream. */
  public void flush() throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }
}
