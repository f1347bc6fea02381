package dev.weir.bench.cli;

import dev.weir.bench.report.CompareReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Draws the comparison of a run of {@code compare.sh} from its samples. */
@Command(
    name = "compare",
    description = "Draw the comparison of a run of compare.sh, without measuring.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompareCommand implements Callable<Integer> {
  @Mixin private ResultsOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String report = CompareReport.of(options.samples(spec.commandLine()), options.paint());
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
