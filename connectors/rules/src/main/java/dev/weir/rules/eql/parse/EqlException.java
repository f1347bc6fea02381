package dev.weir.rules.eql.parse;

import java.util.List;
import java.util.stream.Collectors;

/** A query that cannot be compiled, with all problems that were found. */
public final class EqlException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<EqlProblem> problems;

  EqlException(List<EqlProblem> problems) {
    super(problems.stream().map(EqlProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, in the order of the query. */
  public List<EqlProblem> problems() {
    return problems;
  }
}
