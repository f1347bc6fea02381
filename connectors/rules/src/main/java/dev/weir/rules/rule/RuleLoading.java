package dev.weir.rules.rule;

import dev.weir.core.error.WeirException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns the problems of rule files into one error. */
public final class RuleLoading {
  private RuleLoading() {}

  /** A step of loading. */
  @FunctionalInterface
  public interface Step<T> {
    T get() throws RulesException;
  }

  /** Returns the result of a step; its problems become the excerpt of an error. */
  public static <T> T load(Path directory, Step<T> step) {
    try {
      return step.get();
    } catch (RulesException e) {
      throw error(directory, e);
    }
  }

  private static WeirException error(Path directory, RulesException e) {
    List<String> lines = new ArrayList<>();
    for (RuleProblem problem : e.problems()) {
      lines.add(problem.toString());
      problem.excerpt().forEach(line -> lines.add("  " + line));
    }
    int count = e.problems().size();
    String problems = count == 1 ? "1 problem" : count + " problems";
    return RulesError.FILES
        .at("The rules of " + directory + " have " + problems)
        .withExcerpt(lines)
        .causedBy(e);
  }
}
