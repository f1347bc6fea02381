package dev.weir.rules.eql.text;

/** The order of strings by code point, which is that of their UTF-8 bytes. */
public final class CodePoints {
  private CodePoints() {}

  /** Returns the sign of the difference of two strings. */
  public static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates sort below U+E000..U+FFFF as chars, and above them as characters.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
