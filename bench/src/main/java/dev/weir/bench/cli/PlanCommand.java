package dev.weir.bench.cli;

import dev.weir.bench.plan.ComparePlan;
import dev.weir.bench.plan.Order;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Prints the order of processes, one a line: round, position and mode, or pair, position and arm.
 */
@Command(
    name = "plan",
    description = {
      "Print a balanced order, one process a line: round, position and mode; or pair, position,"
          + " arm and mode.",
      "Pair 0 is the warm-up pair of a comparison, recorded but not counted."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PlanCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Kind kind;

  @Option(
      names = "--iterations",
      required = true,
      description = "Number of rounds of all modes, or of pairs.")
  private int iterations;

  @Option(names = "--seed", required = true, description = "Seed of the order.")
  private long seed;

  @ArgGroup(exclusive = false)
  private @Nullable Earlier earlier;

  @Spec private CommandSpec spec;

  /** A comparison that was interrupted: only what it lacks is planned. */
  private static final class Earlier {
    @Option(names = "--results", required = true, description = "File of recorded runs.")
    private Path results;

    @Option(
        names = "--resume",
        required = true,
        paramLabel = "RUN",
        description = "Plan only what this comparison lacks.")
    private String run;

    @Option(names = "--connector", required = true, description = "Connector of its runs.")
    private String connector;
  }

  private static final class Kind {
    @Option(names = "--modes", split = ",", description = "The modes of each round.")
    private List<String> modes = List.of();

    @Option(
        names = "--pairs",
        split = ",",
        description = "Plan pairs of the arms A and B of these modes.")
    private List<String> compared = List.of();
  }

  @Override
  public Integer call() {
    if (iterations < 1) {
      throw new ParameterException(spec.commandLine(), "--iterations must be 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (kind.modes.isEmpty()) {
      ComparePlan.of(kind.compared, iterations, seed, recorded())
          .forEach(
              slot ->
                  out.printf(
                      "%d %d %s %s%n", slot.pair(), slot.position(), slot.arm(), slot.mode()));
    } else {
      Order.rounds(kind.modes, iterations, seed)
          .forEach(slot -> out.printf("%d %d %s%n", slot.round(), slot.position(), slot.mode()));
    }
    return BenchExitCode.OK;
  }

  private List<RecordedRun> recorded() {
    if (earlier == null || !Files.exists(earlier.results)) {
      return List.of();
    }
    String connector = earlier.connector;
    return new ResultsFile(earlier.results)
        .read().ofBenchmark(earlier.run).stream()
            .filter(run -> run.subject().connector().equals(connector))
            .toList();
  }
}
