package dev.weir.postgres.sql;

/**
 * Checks that a text is one SQL expression, so that it can stand in parentheses in a statement and
 * cannot end them: quotes, comments and parentheses are closed, and no semicolon stands outside of
 * quotes. Whether it is a valid expression is for the server to say. The lexical rules are those of
 * PostgreSQL, "Lexical Structure", with standard_conforming_strings on.
 */
public final class SqlExpression {
  private final String text;
  private int at;

  /** The closing characters of what is open, the innermost last. */
  private final StringBuilder open = new StringBuilder();

  private SqlExpression(String text) {
    this.text = text;
  }

  /** Whether the text is closed in itself. */
  public static boolean isClosed(String text) {
    return new SqlExpression(text).scan();
  }

  private boolean scan() {
    while (at < text.length()) {
      if (!step()) {
        return false;
      }
    }
    return open.isEmpty();
  }

  /** Moves past one character, or one quoted text or comment. */
  private boolean step() {
    char c = text.charAt(at);
    switch (c) {
      case '(' -> open.append(')');
      case '[' -> open.append(']');
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
        if (text.startsWith("--", at)) {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
          return true;
        }
      }
      case '/' -> {
        if (text.startsWith("/*", at)) {
          return skipBlockComment();
        }
      }
      case '$' -> {
        return skipDollarQuoted();
      }
      default -> {}
    }
    at++;
    return true;
  }

  private boolean close(char c) {
    int last = open.length() - 1;
    if (last < 0 || open.charAt(last) != c) {
      return false;
    }
    open.setLength(last);
    at++;
    return true;
  }

  /** E'...', which knows backslash escapes. */
  private boolean isEscapeString() {
    if (at == 0 || Character.toLowerCase(text.charAt(at - 1)) != 'e') {
      return false;
    }
    return at == 1 || !isIdentifierPart(text.charAt(at - 2));
  }

  private static boolean isIdentifierPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127;
  }

  private boolean skipQuoted(char quote, boolean escapes) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (escapes && c == '\\') {
        at += 2;
      } else if (c != quote) {
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else {
        at++;
        return true;
      }
    }
    return false;
  }

  /** Block comments nest. */
  private boolean skipBlockComment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
    return depth == 0;
  }

  /** $tag$...$tag$; a dollar sign that begins no such quote is a character like others. */
  private boolean skipDollarQuoted() {
    if (at > 0 && isIdentifierPart(text.charAt(at - 1))) {
      at++;
      return true;
    }
    int tagEnd = at + 1;
    while (tagEnd < text.length() && isTagPart(text.charAt(tagEnd), tagEnd == at + 1)) {
      tagEnd++;
    }
    if (tagEnd == text.length() || text.charAt(tagEnd) != '$') {
      at++;
      return true;
    }
    String tag = text.substring(at, tagEnd + 1);
    int end = text.indexOf(tag, tagEnd + 1);
    at = end < 0 ? text.length() : end + tag.length();
    return end >= 0;
  }

  private static boolean isTagPart(char c, boolean first) {
    return c != '$' && isIdentifierPart(c) && !(first && Character.isDigit(c));
  }
}
