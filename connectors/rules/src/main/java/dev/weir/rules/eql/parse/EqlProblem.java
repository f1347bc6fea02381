package dev.weir.rules.eql.parse;

/**
 * A problem of a query.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong, and the remedy, in one sentence without a final stop
 * @param source the text of the line
 */
public record EqlProblem(int line, int column, String message, String source) {
  /** Returns the line of the query with a caret below the column, as two lines. */
  public String excerpt() {
    StringBuilder caret = new StringBuilder();
    source.codePoints().limit(column - 1L).forEach(c -> caret.append(c == '\t' ? '\t' : ' '));
    return source + "\n" + caret + "^";
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + message;
  }
}
