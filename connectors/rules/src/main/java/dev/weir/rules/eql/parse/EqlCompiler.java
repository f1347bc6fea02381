package dev.weir.rules.eql.parse;

import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser;
import dev.weir.rules.eql.grammar.EqlParser.PipeContext;
import dev.weir.rules.eql.grammar.EqlParser.QueryContext;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.schema.EventSchema;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Parses and checks queries. */
public final class EqlCompiler {
  /** Bounds the time and the memory of the parser. */
  public static final int LENGTH_MAX = 65_536;

  /** Bounds the recursion of the parser. */
  private static final int NESTING_MAX = 100;

  private EqlCompiler() {}

  /**
   * Returns the checked query.
   *
   * @throws EqlException with all problems; after a syntax error, only that one
   */
  public static EqlQuery compile(String text, EventSchema schema) throws EqlException {
    QueryProblems problems = new QueryProblems(text);
    if (text.length() > LENGTH_MAX) {
      problems.add(1, 1, "The query has more than " + LENGTH_MAX + " characters; divide it");
      throw new EqlException(problems.found());
    }
    EqlLexer lexer = new EqlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    checkNesting(tokens, problems);
    checkStart(tokens, problems);
    if (problems.isEmpty()) {
      EqlParser parser = new EqlParser(tokens);
      parser.removeErrorListeners();
      parser.addErrorListener(new SyntaxErrors(problems));
      QueryContext context = parser.query();
      if (problems.isEmpty()) {
        EqlQuery query = build(context, schema, problems);
        if (problems.isEmpty()) {
          return query;
        }
      }
    }
    throw new EqlException(problems.found());
  }

  private static EqlQuery build(QueryContext context, EventSchema schema, QueryProblems problems) {
    for (PipeContext pipe : context.pipe()) {
      Token name = pipe.name;
      boolean isOr = name == null && context.pipe().size() > 1;
      problems.add(
          pipe,
          isOr ? "|| is no operator; use or" : Refusals.pipe(name == null ? "|" : name.getText()));
      if (isOr) {
        break;
      }
    }
    QueryBuilder builder = new QueryBuilder(schema, problems);
    return context.sequence() == null
        ? builder.event(context.eventQuery())
        : builder.sequence(context.sequence());
  }

  private static void checkStart(CommonTokenStream tokens, QueryProblems problems) {
    Token first = tokens.get(0);
    boolean isFilter = tokens.size() > 1 && tokens.get(1).getType() == EqlLexer.WHERE;
    if (Refusals.QUERIES.contains(first.getText()) && !isFilter) {
      problems.add(first, Refusals.query(first.getText()));
    }
  }

  /** Counts open parentheses, and signs and negations in a row, each of which is a level. */
  private static void checkNesting(CommonTokenStream tokens, QueryProblems problems) {
    int parentheses = 0;
    int prefixes = 0;
    for (Token token : tokens.getTokens()) {
      switch (token.getType()) {
        case EqlLexer.OPEN_PARENTHESIS -> parentheses++;
        case EqlLexer.CLOSE_PARENTHESIS -> parentheses--;
        default -> {}
      }
      boolean isPrefix =
          token.getType() == EqlLexer.NOT
              || token.getType() == EqlLexer.MINUS
              || token.getType() == EqlLexer.PLUS;
      prefixes =
          isPrefix ? prefixes + 1 : token.getType() == EqlLexer.OPEN_PARENTHESIS ? prefixes : 0;
      if (parentheses + prefixes > NESTING_MAX) {
        problems.add(token, "The query is nested over " + NESTING_MAX + " levels deep; shorten it");
        return;
      }
    }
  }
}
