package dev.weir.rules.eql.text;

import java.util.OptionalLong;

/** The string functions. Positions and lengths count characters. */
public final class TextFunctions {
  private TextFunctions() {}

  /**
   * Returns the text between the first {@code left} and the first {@code right} after it, or the
   * last one if {@code greedy}; empty if there is none.
   */
  public static String between(
      String text, String left, String right, boolean greedy, boolean ignoreCase) {
    String searched = folded(text, ignoreCase);
    String first = folded(left, ignoreCase);
    String second = folded(right, ignoreCase);
    int start = searched.indexOf(first);
    if (start < 0) {
      return "";
    }
    start += first.length();
    int end = greedy ? searched.lastIndexOf(second) : searched.indexOf(second, start);
    return end < start ? "" : text.substring(start, end);
  }

  public static boolean startsWith(String text, String start, boolean ignoreCase) {
    return folded(text, ignoreCase).startsWith(folded(start, ignoreCase));
  }

  public static boolean endsWith(String text, String end, boolean ignoreCase) {
    return folded(text, ignoreCase).endsWith(folded(end, ignoreCase));
  }

  public static boolean contains(String text, String part, boolean ignoreCase) {
    return folded(text, ignoreCase).contains(folded(part, ignoreCase));
  }

  /**
   * Returns the first position of a part, from {@code start} on; empty if there is none. A negative
   * start is 0.
   */
  public static OptionalLong indexOf(String text, String part, long start, boolean ignoreCase) {
    long from = Math.max(0, start);
    if (from > length(text)) {
      return OptionalLong.empty();
    }
    int offset = text.offsetByCodePoints(0, (int) from);
    int found = folded(text, ignoreCase).indexOf(folded(part, ignoreCase), offset);
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(text.codePointCount(0, found));
  }

  public static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Returns the characters from {@code start} to before {@code end}. Negative positions count from
   * the end of the text; positions outside of the text are moved to its bounds.
   */
  public static String substring(String text, long start, long end) {
    long length = length(text);
    int from = bounded(start, length);
    int to = bounded(end, length);
    return to <= from
        ? ""
        : text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }

  private static int bounded(long position, long length) {
    long fromStart = position < 0 ? position + length : position;
    return (int) Math.max(0, Math.min(length, fromStart));
  }

  private static String folded(String text, boolean ignoreCase) {
    return ignoreCase ? CaseFolding.fold(text) : text;
  }
}
