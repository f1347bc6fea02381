package dev.weir.rules.rule;

import java.util.List;

/**
 * A problem of a rule file.
 *
 * @param file the path within the directory
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 for the line as a whole
 * @param message what is wrong, and the remedy, without a final stop
 * @param excerpt lines of the file and a caret; may be empty
 */
public record RuleProblem(String file, int line, int column, String message, List<String> excerpt) {
  public RuleProblem {
    excerpt = List.copyOf(excerpt);
  }

  /** Returns text such as {@code shell.yaml, line 7, column 12: The field ...}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(", line ").append(line);
    }
    if (column > 0) {
      text.append(", column ").append(column);
    }
    return text.append(": ").append(message).toString();
  }
}
