package dev.weir.rules.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of all files. */
final class FileProblems {
  private final List<RuleProblem> found = new ArrayList<>();

  void add(String file, String message) {
    found.add(new RuleProblem(file, 0, 0, message, List.of()));
  }

  void add(String file, Node node, String message) {
    found.add(new RuleProblem(file, YamlNodes.line(node), 0, message, List.of()));
  }

  void add(RuleProblem problem) {
    found.add(problem);
  }

  FileProblems copy() {
    FileProblems copy = new FileProblems();
    copy.found.addAll(found);
    return copy;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() throws RulesException {
    if (!found.isEmpty()) {
      throw new RulesException(
          found.stream()
              .sorted(
                  Comparator.comparing(RuleProblem::file)
                      .thenComparingInt(RuleProblem::line)
                      .thenComparingInt(RuleProblem::column))
              .toList());
    }
  }
}
