package dev.weir.rules.cli;

import dev.weir.core.cli.VersionProvider;
import dev.weir.core.error.ExitCode;
import dev.weir.rules.rule.RuleDirectory;
import dev.weir.rules.rule.RuleLoading;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSet;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks rule files. */
@Command(
    name = "check",
    description = "Check the rule files of a directory; report all problems of all files.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class CheckRulesCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(paramLabel = "DIR", description = "The directory of rule files.")
  private Path directory = Path.of("");

  CheckRulesCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    RuleSet rules = RuleLoading.load(directory, () -> RuleDirectory.read(directory).check());
    String modes =
        Arrays.stream(RuleMode.values())
            .map(
                mode ->
                    rules.rules().stream().filter(rule -> rule.mode() == mode).count()
                        + " "
                        + mode.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    out.printf(
        "%d rules (%s), %d fields, %d event types: ok%n",
        rules.rules().size(), modes, rules.schema().fields().size(), rules.schema().types().size());
    return ExitCode.OK.code();
  }
}
