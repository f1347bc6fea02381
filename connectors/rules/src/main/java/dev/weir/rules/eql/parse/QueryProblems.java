package dev.weir.rules.eql.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/** Collects the problems of one query. */
final class QueryProblems {
  private static final int SHOWN_MAX = 60;

  private final List<String> lines;
  private final List<EqlProblem> found = new ArrayList<>();

  QueryProblems(String query) {
    this.lines = query.lines().toList();
  }

  void add(Token token, String message) {
    add(token.getLine(), token.getCharPositionInLine() + 1, message);
  }

  void add(ParserRuleContext context, String message) {
    add(context.getStart(), message);
  }

  void add(int line, int column, String message) {
    String source = line <= lines.size() ? lines.get(line - 1) : "";
    found.add(new EqlProblem(line, column, message, source));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  List<EqlProblem> found() {
    return found.stream()
        .sorted(Comparator.comparingInt(EqlProblem::line).thenComparingInt(EqlProblem::column))
        .toList();
  }

  /** Returns the text of a part of the query, shortened, without line breaks. */
  static String shown(ParserRuleContext context) {
    int end = Math.max(context.getStart().getStartIndex(), context.getStop().getStopIndex());
    String text =
        context
            .getStart()
            .getInputStream()
            .getText(Interval.of(context.getStart().getStartIndex(), end))
            .replaceAll("\\s+", " ");
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX - 3) + "..." : text;
  }
}
