package dev.weir.bench.cli;

import dev.weir.bench.decision.Pilot;
import dev.weir.bench.decision.PilotPlan;
import dev.weir.bench.decision.PilotProcesses;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Chooses the size of a benchmark from a few recorded processes. */
@Command(
    name = "pilot",
    description = {
      "Print the lines `warmup N`, `repeats N` and `pairs N` that suit the recorded processes of a pilot,",
      "and on standard error what they take and what they can show."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PilotCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  @Mixin private ResultsOptions options;
  @Mixin private LimitOptions limits;
  @Spec private CommandSpec spec;

  @Option(names = "--mode", description = "Mode of the pilot; needed where it has several.")
  private String mode = "";

  @Option(
      names = "--max-time",
      paramLabel = "SECONDS",
      description = "Time that the comparison may take (default: 600).")
  private double maxSecs = 600;

  @Option(names = "--repeats", description = "Measured runs of a process, unless chosen here.")
  private int repeats;

  @Option(names = "--pairs", description = "Number of pairs, unless chosen here.")
  private int pairs;

  @Override
  public Integer call() {
    Pilot pilot = pilot();
    PilotPlan plan = pilot.plan(repeats, pairs, maxSecs, limits.limits(spec.commandLine()));
    spec.commandLine()
        .getOut()
        .printf("warmup %d%nrepeats %d%npairs %d%n", plan.warmups(), plan.repeats(), plan.pairs());
    spec.commandLine()
        .getErr()
        .println(
            String.format(
                Locale.ROOT,
                "%d pairs of %d measured runs after %d warm-up runs take about %.0f s;"
                    + " expected pair spread %.1f %%.%s",
                plan.pairs(),
                plan.repeats(),
                plan.warmups(),
                plan.secs(),
                PERCENT * plan.pairSpread(),
                plan.fits()
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        " Even that does not fit --max-time %.0f; measure fewer rows or allow more time.",
                        maxSecs)));
    return BenchExitCode.OK;
  }

  private Pilot pilot() {
    if (repeats < 0 || pairs < 0 || !(maxSecs > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--repeats, --pairs and --max-time must be above 0");
    }
    try {
      PilotProcesses processes =
          PilotProcesses.of(
              options.runsAndWarmUps(spec.commandLine()).stream()
                  .filter(run -> mode.isEmpty() || run.subject().mode().equals(mode))
                  .toList());
      return Pilot.of(processes.runSecs(), processes.processSecs());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
