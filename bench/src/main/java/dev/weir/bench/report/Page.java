package dev.weir.bench.report;

import java.util.List;

/** Lines of text that fit a terminal. */
final class Page {
  private final StringBuilder text = new StringBuilder();
  private final PageLayout layout;

  Page(PageLayout layout) {
    this.layout = layout;
  }

  /** Adds a line as it is; the caller knows that it fits. */
  void line(String line) {
    text.append(layout.characters(line.stripTrailing())).append('\n');
  }

  /** Adds an empty line, unless the page is empty or ends with one. */
  void blank() {
    if (!text.isEmpty() && !text.toString().endsWith("\n\n")) {
      text.append('\n');
    }
  }

  /** Adds words, wrapped at the page's width; later lines start below the first word. */
  void wrapped(String indent, String words, Tone tone) {
    String next = " ".repeat(indent.length());
    StringBuilder line = new StringBuilder();
    String start = indent;
    for (String word : List.of(layout.characters(words).split(" ", -1))) {
      int used = start.length() + line.length();
      if (!line.isEmpty() && used + 1 + word.length() > layout.columns()) {
        line(start + tone.paint(line.toString(), layout.paint()));
        line = new StringBuilder();
        start = next;
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    line(start + tone.paint(line.toString(), layout.paint()));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
