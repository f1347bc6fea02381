package dev.weir.rules.eql.text;

/** Patterns with {@code *} for any text and {@code ?} for any one character. */
final class Wildcards {
  private static final char ANY_TEXT = '*';
  private static final char ANY_CHARACTER = '?';

  private Wildcards() {}

  /** Returns a matcher, which is a plain search if stars are at the ends only. */
  static TextMatcher matcher(String pattern) {
    int start = 0;
    while (start < pattern.length() && pattern.charAt(start) == ANY_TEXT) {
      start++;
    }
    int end = pattern.length();
    while (end > start && pattern.charAt(end - 1) == ANY_TEXT) {
      end--;
    }
    String middle = pattern.substring(start, end);
    if (middle.indexOf(ANY_TEXT) >= 0 || middle.indexOf(ANY_CHARACTER) >= 0) {
      return text -> matches(pattern, text);
    }
    boolean isOpenAtStart = start > 0;
    boolean isOpenAtEnd = end < pattern.length();
    if (isOpenAtStart) {
      return isOpenAtEnd ? text -> text.contains(middle) : text -> text.endsWith(middle);
    }
    return isOpenAtEnd ? text -> text.startsWith(middle) : middle::equals;
  }

  /** Matches with one point of return: the last star, which takes one more character each time. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int starText = 0;
    while (t < text.length()) {
      char expected = p < pattern.length() ? pattern.charAt(p) : 0;
      if (p < pattern.length() && expected == ANY_TEXT) {
        star = p++;
        starText = t;
      } else if (p < pattern.length() && expected == ANY_CHARACTER) {
        p++;
        t = next(text, t);
      } else if (p < pattern.length() && expected == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        starText = next(text, starText);
        t = starText;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
      p++;
    }
    return p == pattern.length();
  }

  private static int next(String text, int index) {
    return index + Character.charCount(text.codePointAt(index));
  }
}
