package dev.weir.bench.cli;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.history.Baselines;
import dev.weir.bench.result.RecordedRun;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the report of what a run of {@code bench.sh} has measured. */
@Command(
    name = "report",
    description = {
      "Print the report of a run of bench.sh again, without measuring; of a run of compare.sh, its comparison."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReportCommand implements Callable<Integer> {
  @Mixin private ResultsOptions options;
  @Mixin private OutputOptions output;
  @Mixin private LimitOptions limitOptions;
  @Mixin private BaselineOptions baselines;
  @Mixin private GateOptions gate;

  @Option(
      names = "--save-baseline",
      paramLabel = "NAME",
      description = "Keep this run as a baseline, in baselines/ beside the results.")
  private Optional<String> saveBaseline = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    Limits limits = limitOptions.limits(command);
    List<RecordedRun> runs = options.runs(command);
    saveBaseline.ifPresent(
        name -> {
          BaselineOptions.checkedName(command, name);
          BaselineOptions.requireOneBuild(command, runs, "--save-baseline");
        });
    output.report(command, options, runs, limits, gate.plannedPairs(command));
    int code = GateCommand.exitCode(command, options, baselines, gate, runs, limits);
    saveBaseline.ifPresent(
        name ->
            command
                .getErr()
                .println(
                    "baseline %s: %s"
                        .formatted(name, Baselines.beside(options.results()).save(name, runs))));
    return code;
  }
}
