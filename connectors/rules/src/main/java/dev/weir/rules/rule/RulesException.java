package dev.weir.rules.rule;

import java.util.List;

/** A directory of rules that cannot be used, with the problems of all files. */
public final class RulesException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<RuleProblem> problems;

  RulesException(List<RuleProblem> problems) {
    super(problems.size() + " problems in rule files");
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, by file and line. */
  public List<RuleProblem> problems() {
    return problems;
  }
}
