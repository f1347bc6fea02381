package dev.weir.bench.report;

import java.util.List;

/** Lines of at most {@value #COLUMNS} columns. */
final class Page {
  static final int COLUMNS = 80;

  private final StringBuilder text = new StringBuilder();

  /** Adds a line as it is; the caller knows that it fits. */
  void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  void blank() {
    text.append('\n');
  }

  /** Adds plain words, wrapped at the page's width; later lines start below the first word. */
  void wrapped(String indent, String words) {
    wrapped(indent, " ".repeat(indent.length()), List.of(words.split(" ", -1)));
  }

  private void wrapped(String first, String next, List<String> words) {
    StringBuilder line = new StringBuilder(first);
    boolean fresh = true;
    for (String word : words) {
      if (!fresh && line.length() + 1 + word.length() > COLUMNS) {
        line(line.toString());
        line = new StringBuilder(next);
        fresh = true;
      }
      line.append(fresh ? "" : " ").append(word);
      fresh = false;
    }
    line(line.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
