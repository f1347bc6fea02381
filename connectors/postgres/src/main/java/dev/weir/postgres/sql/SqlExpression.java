package dev.weir.postgres.sql;

/**
 * Checks that a text can be embedded in parentheses in a statement: quotes, comments and
 * parentheses are balanced, and there is no semicolon outside of quotes. The server parses the
 * expression itself. Source of the lexical rules: PostgreSQL documentation, "Lexical Structure",
 * with standard_conforming_strings on.
 */
public final class SqlExpression {
  private final String text;
  private int position;

  /** The expected closing brackets, innermost last. */
  private final StringBuilder closing = new StringBuilder();

  SqlExpression(String text) {
    this.text = text;
  }

  /** Returns whether the text is balanced and contains no semicolon. */
  public static boolean isSelfContained(String text) {
    return new SqlExpression(text).scan();
  }

  private boolean scan() {
    while (position < text.length()) {
      if (!step()) {
        return false;
      }
    }
    return isClosed();
  }

  int position() {
    return position;
  }

  void skipTo(int index) {
    position = index;
  }

  /** Returns whether all brackets so far are closed. */
  boolean isClosed() {
    return closing.isEmpty();
  }

  /**
   * Skips one character, quoted text or comment; returns false where the text is not balanced, or
   * at a semicolon.
   */
  boolean step() {
    char c = text.charAt(position);
    switch (c) {
      case '(' -> closing.append(')');
      case '[' -> closing.append(']');
      case ')', ']' -> {
        return close(c);
      }
      case ';', '\0' -> {
        return false;
      }
      case '\'' -> {
        return skipQuoted('\'', isEscapeString());
      }
      case '"' -> {
        return skipQuoted('"', false);
      }
      case '-' -> {
        if (text.startsWith("--", position)) {
          int end = text.indexOf('\n', position);
          position = end < 0 ? text.length() : end;
          return true;
        }
      }
      case '/' -> {
        if (text.startsWith("/*", position)) {
          return skipBlockComment();
        }
      }
      case '$' -> {
        return skipDollarQuoted();
      }
      default -> {}
    }
    position++;
    return true;
  }

  private boolean close(char c) {
    int last = closing.length() - 1;
    if (last < 0 || closing.charAt(last) != c) {
      return false;
    }
    closing.setLength(last);
    position++;
    return true;
  }

  /** Returns whether the quote begins E'...', which has backslash escapes. */
  private boolean isEscapeString() {
    if (position == 0 || Character.toLowerCase(text.charAt(position - 1)) != 'e') {
      return false;
    }
    return position == 1 || !isIdentifierPart(text.charAt(position - 2));
  }

  private static boolean isIdentifierPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
  }

  private boolean skipQuoted(char quote, boolean escapes) {
    position++;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (escapes && c == '\\') {
        position += 2;
      } else if (c != quote) {
        position++;
      } else if (position + 1 < text.length() && text.charAt(position + 1) == quote) {
        position += 2;
      } else {
        position++;
        return true;
      }
    }
    return false;
  }

  /** Block comments nest. */
  private boolean skipBlockComment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    } while (depth > 0 && position < text.length());
    return depth == 0;
  }

  /** Skips $tag$...$tag$, or a dollar sign that does not begin a dollar-quoted string. */
  private boolean skipDollarQuoted() {
    if (position > 0 && isIdentifierPart(text.charAt(position - 1))) {
      position++;
      return true;
    }
    int tagEnd = position + 1;
    while (tagEnd < text.length() && isTagPart(text.charAt(tagEnd), tagEnd == position + 1)) {
      tagEnd++;
    }
    if (tagEnd == text.length() || text.charAt(tagEnd) != '$') {
      position++;
      return true;
    }
    String tag = text.substring(position, tagEnd + 1);
    int end = text.indexOf(tag, tagEnd + 1);
    position = end < 0 ? text.length() : end + tag.length();
    return end >= 0;
  }

  private static boolean isTagPart(char c, boolean first) {
    return c != '$' && isIdentifierPart(c) && !(first && Character.isDigit(c));
  }
}
