package dev.weir.rules.eql.parse;

import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser.LiteralContext;
import dev.weir.rules.eql.number.ExactNumbers;
import dev.weir.rules.eql.tree.Expression.Literal;
import java.math.BigInteger;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** The values of literals. */
final class Literals {
  private static final int RAW_QUOTES = 3;
  private static final int CODE_POINT_DIGITS_MAX = 8;

  private final QueryProblems problems;

  Literals(QueryProblems problems) {
    this.problems = problems;
  }

  /** Returns the value; null after a problem. */
  Literal of(LiteralContext context) {
    Token token = context.getStart();
    return switch (token.getType()) {
      case EqlLexer.INTEGER -> integer(token);
      case EqlLexer.DECIMAL -> decimal(token);
      case EqlLexer.STRING, EqlLexer.RAW_STRING -> Literal.of(text(token));
      case EqlLexer.TRUE -> Literal.of(true);
      case EqlLexer.FALSE -> Literal.of(false);
      case EqlLexer.NULL -> Literal.NULL;
      case EqlLexer.SINGLE_QUOTED -> refused(token, Refusals.SINGLE_QUOTES);
      default -> refused(token, Refusals.FORMER_RAW_STRING);
    };
  }

  private Literal refused(Token token, String reason) {
    problems.add(token, reason);
    return Literal.NULL;
  }

  private Literal integer(Token token) {
    Optional<Number> value = ExactNumbers.ofInteger(new BigInteger(token.getText()));
    return value.isPresent()
        ? Literal.of(value.get())
        : refused(
            token,
            "The integer " + token.getText() + " is above 18446744073709551615; write a float");
  }

  private Literal decimal(Token token) {
    double value = Double.parseDouble(token.getText());
    return Double.isInfinite(value)
        ? refused(token, "The float " + token.getText() + " is above the range of 64 bits")
        : Literal.of(value);
  }

  /** Returns the text of a string or a raw string. */
  String text(Token token) {
    String written = token.getText();
    if (token.getType() == EqlLexer.RAW_STRING) {
      return written.substring(RAW_QUOTES, written.length() - RAW_QUOTES);
    }
    StringBuilder text = new StringBuilder(written.length());
    int end = written.length() - 1;
    for (int i = 1; i < end; ) {
      char character = written.charAt(i);
      if (character == '\\') {
        i = unescape(token, written, i + 1, text);
      } else {
        text.append(character);
        i++;
      }
    }
    return text.toString();
  }

  /** Appends what the escape at {@code start} stands for, and returns its end. */
  private int unescape(Token token, String written, int start, StringBuilder text) {
    char escape = written.charAt(start);
    switch (escape) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case '"', '\'', '\\' -> text.append(escape);
      case 'u' -> {
        return codePoint(token, written, start, text);
      }
      default ->
          problem(
              token,
              written,
              start,
              "\\"
                  + escape
                  + " is no escape; use \\\\ for a backslash, or three double quotes for a string"
                  + " without escapes");
    }
    return start + 1;
  }

  private int codePoint(Token token, String written, int start, StringBuilder text) {
    int end = written.indexOf('}', start);
    String digits =
        end > start && written.charAt(start + 1) == '{' ? written.substring(start + 2, end) : "";
    if (!digits.matches("[0-9a-fA-F]{2," + CODE_POINT_DIGITS_MAX + "}")) {
      problem(token, written, start, "\\u needs 2 to 8 hexadecimal digits in braces: \\u{1F600}");
      return start + 1;
    }
    long value = Long.parseLong(digits, 16);
    boolean isSurrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    if (value > Character.MAX_CODE_POINT || isSurrogate) {
      problem(token, written, start, "\\u{" + digits + "} is no Unicode character");
    } else {
      text.appendCodePoint((int) value);
    }
    return end + 1;
  }

  private void problem(Token token, String written, int offset, String message) {
    int column = token.getCharPositionInLine() + written.codePointCount(0, offset);
    problems.add(token.getLine(), column, message);
  }
}
