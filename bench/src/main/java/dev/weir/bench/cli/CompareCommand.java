package dev.weir.bench.cli;

import dev.weir.bench.report.CompareReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the comparison that a run of {@code compare.sh} has measured. */
@Command(
    name = "compare",
    description = "Print the comparison of a run of compare.sh again, without measuring.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompareCommand implements Callable<Integer> {
  @Mixin private ResultsOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String report = CompareReport.of(options.runs(spec.commandLine()), options.paint());
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return BenchExitCode.OK;
  }
}
