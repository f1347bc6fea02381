package dev.weir.rules.eql.parse;

import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Reports the first syntax error; those after it are mostly its consequences. */
final class SyntaxErrors extends BaseErrorListener {
  private static final int EXPECTED_MAX = 4;
  private static final Set<Integer> VALUES =
      Set.of(
          EqlLexer.INTEGER,
          EqlLexer.DECIMAL,
          EqlLexer.STRING,
          EqlLexer.RAW_STRING,
          EqlLexer.SINGLE_QUOTED,
          EqlLexer.FORMER_RAW,
          EqlLexer.TRUE,
          EqlLexer.FALSE,
          EqlLexer.NULL,
          EqlLexer.IDENTIFIER,
          EqlLexer.QUOTED_IDENTIFIER,
          EqlLexer.OPTIONAL,
          EqlLexer.MINUS,
          EqlLexer.PLUS,
          EqlLexer.NOT,
          EqlLexer.OPEN_PARENTHESIS);
  private static final Set<Integer> OPERATORS =
      Set.of(
          EqlLexer.EQUAL,
          EqlLexer.NOT_EQUAL,
          EqlLexer.LESS,
          EqlLexer.LESS_EQUAL,
          EqlLexer.GREATER,
          EqlLexer.GREATER_EQUAL,
          EqlLexer.ASSIGN,
          EqlLexer.COLON,
          EqlLexer.STAR,
          EqlLexer.SLASH,
          EqlLexer.PERCENT,
          EqlLexer.MINUS,
          EqlLexer.PLUS,
          EqlLexer.AND,
          EqlLexer.OR,
          EqlLexer.NOT,
          EqlLexer.IN,
          EqlLexer.LIKE,
          EqlLexer.REGEX,
          EqlLexer.DOT);

  private final QueryProblems problems;

  SyntaxErrors(QueryProblems problems) {
    this.problems = problems;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      Object offendingSymbol,
      int line,
      int column,
      String message,
      RecognitionException e) {
    if (problems.isEmpty()) {
      Parser parser = (Parser) recognizer;
      problems.add(line, column + 1, describe(parser, (Token) offendingSymbol));
    }
  }

  private static String describe(Parser parser, Token token) {
    TokenStream tokens = parser.getTokenStream();
    Token before = tokens.get(Math.max(token.getTokenIndex() - 1, 0));
    return switch (token.getType()) {
      case EqlLexer.UNCLOSED_STRING -> "The string is not closed; end it with \" on its line";
      case EqlLexer.SINGLE_QUOTED -> Refusals.SINGLE_QUOTES;
      case EqlLexer.FORMER_RAW -> Refusals.FORMER_RAW_STRING;
      case EqlLexer.BANG -> "! stands before the steps of a sequence only; use not";
      case EqlLexer.STAR ->
          before.getType() == EqlLexer.SLASH
              ? "The comment is not closed; end it with */"
              : unexpected(parser, token);
      case EqlLexer.OTHER ->
          token.getText().equals("&") ? "& is no operator; use and" : unexpected(parser, token);
      default -> unexpected(parser, token);
    };
  }

  private static String unexpected(Parser parser, Token token) {
    String found =
        token.getType() == Token.EOF ? "The query ends" : "Found \"" + token.getText() + "\"";
    return found + " where " + expected(parser) + " is expected";
  }

  private static String expected(Parser parser) {
    IntervalSet set = parser.getExpectedTokens();
    Set<String> names = new TreeSet<>();
    boolean isValue = set.contains(EqlParser.INTEGER) && set.contains(EqlParser.IDENTIFIER);
    boolean isOperator = set.contains(EqlParser.AND) && !isValue;
    for (int type : set.toList()) {
      if (isValue && VALUES.contains(type)) {
        names.add("a value");
      } else if (isOperator && OPERATORS.contains(type)) {
        names.add("an operator");
      } else {
        names.add(name(parser, type));
      }
    }
    return names.size() > EXPECTED_MAX ? "something else" : String.join(" or ", names);
  }

  private static String name(Parser parser, int type) {
    return switch (type) {
      case Token.EOF -> "the end";
      case EqlLexer.IDENTIFIER, EqlLexer.QUOTED_IDENTIFIER -> "a name";
      case EqlLexer.STRING, EqlLexer.RAW_STRING -> "a string";
      case EqlLexer.INTEGER, EqlLexer.DECIMAL -> "a number";
      default -> parser.getVocabulary().getDisplayName(type).replace('\'', '"');
    };
  }
}
