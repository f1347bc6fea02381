package dev.weir.files.text;

/** Values of a file in messages. */
public final class Shown {
  private static final int CHARS_MAX = 60;

  private Shown() {}

  /** Returns the text in quotes, without control characters, at most 60 characters of it. */
  public static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return '"'
        + (line.length() > CHARS_MAX ? line.substring(0, CHARS_MAX - 3) + "..." : line)
        + '"';
  }
}
