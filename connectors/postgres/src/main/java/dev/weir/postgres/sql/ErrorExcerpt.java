package dev.weir.postgres.sql;

import java.util.List;

/** The line of a statement in which there is an error, as psql shows it. */
final class ErrorExcerpt {
  /** A longer line is cut around the error. */
  private static final int WIDTH_MAX = 70;

  private static final int LEFT_MAX = 40;
  private static final String CUT = "...";

  private ErrorExcerpt() {}

  /**
   * Returns the line and a mark below it.
   *
   * @param at the index of the error in the text
   */
  static List<String> of(String text, int at) {
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int next = text.indexOf('\n', at);
    int lineEnd = next < 0 ? text.length() : next;
    long number = text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int from =
        at - lineStart > LEFT_MAX && lineEnd - lineStart > WIDTH_MAX ? at - LEFT_MAX : lineStart;
    int to = Math.min(lineEnd, from + WIDTH_MAX);
    String prefix = "LINE " + number + ": " + (from > lineStart ? CUT : "");
    String line = text.substring(from, to).replaceAll("\\p{Cntrl}", " ");
    int column = prefix.length() + text.codePointCount(from, at);
    return List.of(prefix + line + (to < lineEnd ? CUT : ""), " ".repeat(column) + "^");
  }
}
