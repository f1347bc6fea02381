package dev.weir.rules.eql.text;

/**
 * Case folding by the simple mappings of Unicode, as {@link String#equalsIgnoreCase} has it: each
 * character becomes one character of as many chars, so offsets stay valid.
 */
public final class CaseFolding {
  private CaseFolding() {}

  /** Returns the text without differences of case; the text itself if it has none. */
  public static String fold(String text) {
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      if (fold(character) != character) {
        return foldFrom(text, i);
      }
      i += Character.charCount(character);
    }
    return text;
  }

  private static String foldFrom(String text, int start) {
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, start);
    for (int i = start; i < text.length(); ) {
      int character = text.codePointAt(i);
      folded.appendCodePoint(fold(character));
      i += Character.charCount(character);
    }
    return folded.toString();
  }

  static int fold(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }
}
