package dev.weir.bench.report;

/**
 * How a terminal shows text.
 *
 * @param columns width, {@value #MIN_COLUMNS} to {@value #MAX_COLUMNS}
 * @param ascii whether other characters are replaced
 */
public record PageLayout(int columns, boolean ascii, Paint paint) {
  /** The width where none is known. */
  public static final int DEFAULT_COLUMNS = 80;

  private static final int MIN_COLUMNS = 40;
  private static final int MAX_COLUMNS = 100;

  public PageLayout {
    columns = Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, columns));
  }

  /** The text in the characters that the terminal shows; those without a replacement become ?. */
  String characters(String text) {
    if (!ascii) {
      return text;
    }
    return text.replace("µ", "u")
        .replace("−", "-")
        .replace("…", "...")
        .replace("–", "-")
        .replace("±", "+/-")
        .replaceAll("[^\\p{ASCII}]", "?");
  }
}
