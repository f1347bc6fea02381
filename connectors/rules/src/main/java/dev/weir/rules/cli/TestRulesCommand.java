package dev.weir.rules.cli;

import dev.weir.core.cli.TextTable;
import dev.weir.core.cli.VersionProvider;
import dev.weir.core.error.ExitCode;
import dev.weir.rules.engine.RuleTests;
import dev.weir.rules.engine.RuleTests.Outcome;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleDirectory;
import dev.weir.rules.rule.RuleLoading;
import dev.weir.rules.rule.RuleSet;
import dev.weir.rules.rule.RulesError;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the tests of rule files. */
@Command(
    name = "test",
    description = {
      "Run the tests in the rule files of a directory.",
      "Each test runs in all evaluation modes, which must agree. Exit code 2 if one fails."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class TestRulesCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(paramLabel = "DIR", description = "The directory of rule files.")
  private Path directory = Path.of("");

  TestRulesCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    RuleSet rules = RuleLoading.load(directory, () -> RuleDirectory.read(directory).check());
    List<Outcome> outcomes = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator()) {
      RuleTests tests = new RuleTests(rules.schema(), rules.settings(), allocator);
      rules.rules().forEach(rule -> outcomes.addAll(tests.run(rule)));
    }
    print(outcomes);
    long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
    List<String> untested =
        rules.rules().stream().filter(rule -> rule.tests().isEmpty()).map(Rule::id).toList();
    if (!untested.isEmpty()) {
      out.println("without tests: " + String.join(", ", untested));
    }
    out.printf("%d rules, %d tests, %d failed%n", rules.rules().size(), outcomes.size(), failed);
    if (failed > 0) {
      throw RulesError.TEST_FAILED.at(failed + " of " + outcomes.size() + " tests failed");
    }
    return ExitCode.OK.code();
  }

  private void print(List<Outcome> outcomes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("RULE", "TEST", "EXPECTED", "FOUND", "RESULT"));
    for (Outcome outcome : outcomes) {
      rows.add(
          List.of(
              outcome.rule().id(),
              outcome.test().name(),
              Integer.toString(outcome.test().matches()),
              found(outcome),
              outcome.passed() ? "ok" : "FAILED"));
    }
    TextTable.lines(rows).forEach(out::println);
  }

  /** One number, or one for each mode if they differ. */
  private static String found(Outcome outcome) {
    if (outcome.found().values().stream().distinct().count() == 1) {
      return String.valueOf(outcome.found().get(EvaluationMode.TREE));
    }
    return new TreeMap<>(outcome.found())
        .entrySet().stream()
            .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
