package dev.weir.core.unit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A non-negative number of bytes. {@code kb}, {@code mb} and {@code gb} are powers of 1,024.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s*(b|kb|mb|gb)?");

  /** 1,024 bytes. */
  public static final long KB = 1L << 10;

  /** 1,024 kb. */
  public static final long MB = 1L << 20;

  /** 1,024 mb. */
  public static final long GB = 1L << 30;

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative: " + bytes);
    }
  }

  /** Returns a size of {@code count} times 1,048,576 bytes. */
  public static ByteSize ofMb(long count) {
    return new ByteSize(Math.multiplyExact(count, MB));
  }

  /**
   * Parses a size such as {@code 8mb}, {@code 512 KB} or {@code 1024}.
   *
   * @throws IllegalArgumentException if the text is not a size, or the size is greater than 2^63 -
   *     1 bytes
   */
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Invalid size: " + text);
    }
    String unit = matcher.group(2);
    long factor =
        switch (unit == null ? "b" : unit) {
          case "kb" -> KB;
          case "mb" -> MB;
          case "gb" -> GB;
          default -> 1;
        };
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("Size exceeds 2^63 - 1 bytes: " + text, e);
    }
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** Returns the size in the largest unit that divides it: {@code 8mb}, {@code 1025b}. */
  @Override
  public String toString() {
    if (bytes > 0 && bytes % GB == 0) {
      return bytes / GB + "gb";
    }
    if (bytes > 0 && bytes % MB == 0) {
      return bytes / MB + "mb";
    }
    if (bytes > 0 && bytes % KB == 0) {
      return bytes / KB + "kb";
    }
    return bytes + "b";
  }
}
