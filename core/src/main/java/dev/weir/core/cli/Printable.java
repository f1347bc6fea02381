package dev.weir.core.cli;

/** Makes text from servers and documents safe for a terminal. */
final class Printable {
  /** What a person reads of one message; a server may quote a whole statement. */
  static final int LENGTH_MAX = 4096;

  private Printable() {}

  /** One line: blanks for line breaks, escapes for other control characters, cut when too long. */
  static String line(String text) {
    String cut = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX - 3) + "..." : text;
    return cells(cut.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /** The text with escapes for control characters. */
  static String cells(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.chars()
        .forEach(
            character -> {
              if (Character.isISOControl(character)) {
                line.append(String.format("\\u%04x", character));
              } else {
                line.append((char) character);
              }
            });
    return line.toString();
  }
}
