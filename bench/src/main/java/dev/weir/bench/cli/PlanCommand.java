package dev.weir.bench.cli;

import dev.weir.bench.plan.Order;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Print a balanced order, one process a line: iteration, position, and mode or arm.",
      "Iteration 0 is the warm-up pair of a comparison, recorded but not counted."
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

  @Spec private CommandSpec spec;

  private static final class Kind {
    @Option(names = "--modes", split = ",", description = "The modes of each round.")
    private List<String> modes = List.of();

    @Option(names = "--pairs", description = "Plan pairs of the arms A and B.")
    private boolean pairs;
  }

  @Override
  public Integer call() {
    if (iterations < 1) {
      throw new ParameterException(spec.commandLine(), "--iterations must be 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (kind.pairs) {
      Order.pairs(iterations, seed)
          .forEach(slot -> out.printf("%d %d %s%n", slot.pair(), slot.position(), slot.arm()));
    } else {
      Order.rounds(kind.modes, iterations, seed)
          .forEach(slot -> out.printf("%d %d %s%n", slot.round(), slot.position(), slot.mode()));
    }
    return BenchExitCode.OK;
  }
}
