package dev.weir.postgres.conninfo;

import java.util.EnumMap;
import java.util.Map;

/**
 * Connection strings of the form {@code host=localhost port=5432 password='a b'}. Spaces around the
 * equals sign are optional; a backslash keeps the next character as it is.
 */
final class KeywordForm {
  private static final String WHERE = "The connection string";

  private final String text;
  private int position;

  private KeywordForm(String text) {
    this.text = text;
  }

  static Map<ConnectionParameter, String> parse(String text) {
    return new KeywordForm(text).parse();
  }

  private Map<ConnectionParameter, String> parse() {
    Map<ConnectionParameter, String> values = new EnumMap<>(ConnectionParameter.class);
    skipSpaces();
    while (position < text.length()) {
      String name = name();
      ConnectionParameter parameter = ConnectionParameter.of(name, WHERE);
      values.put(parameter, isAt('\'') ? quoted(parameter) : plain());
      skipSpaces();
    }
    return values;
  }

  private String name() {
    int start = position;
    while (position < text.length() && !isSpace() && text.charAt(position) != '=') {
      position++;
    }
    String name = text.substring(start, position);
    skipSpaces();
    if (!isAt('=')) {
      throw new ConnectionStringException(
          "%s has no \"=\" after the word at character %d; enclose a value with spaces in '...'"
              .formatted(WHERE, start + 1));
    }
    position++;
    skipSpaces();
    return name;
  }

  private String plain() {
    StringBuilder value = new StringBuilder();
    while (position < text.length() && !isSpace()) {
      escaped(value);
    }
    return value.toString();
  }

  private String quoted(ConnectionParameter parameter) {
    position++;
    StringBuilder value = new StringBuilder();
    while (!isAt('\'')) {
      if (position == text.length()) {
        throw new ConnectionStringException(
            WHERE + " has no closing quotation mark after " + parameter.keyword() + "='");
      }
      escaped(value);
    }
    position++;
    return value.toString();
  }

  private void escaped(StringBuilder value) {
    if (isAt('\\')) {
      position++;
    }
    if (position < text.length()) {
      value.append(text.charAt(position++));
    }
  }

  private boolean isAt(char wanted) {
    return position < text.length() && text.charAt(position) == wanted;
  }

  private boolean isSpace() {
    return Character.isWhitespace(text.charAt(position));
  }

  private void skipSpaces() {
    while (position < text.length() && isSpace()) {
      position++;
    }
  }
}
