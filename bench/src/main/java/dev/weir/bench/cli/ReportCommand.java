package dev.weir.bench.cli;

import dev.weir.bench.report.RunReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the report of what a run of {@code bench.sh} has measured. */
@Command(
    name = "report",
    description = "Print the report of a run of bench.sh again, without measuring.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReportCommand implements Callable<Integer> {
  @Mixin private ResultsOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String report = RunReport.of(options.runs(spec.commandLine()), options.paint());
    spec.commandLine().getOut().print(report);
    spec.commandLine().getOut().flush();
    return BenchExitCode.OK;
  }
}
