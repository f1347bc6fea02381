package dev.weir.bench.cli;

import dev.weir.bench.plan.Order;
import dev.weir.bench.plan.Slot;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the order in which to measure, one line a process: iteration, position, what. */
@Command(
    name = "plan",
    description = {
      "Print a balanced order, one process a line: iteration, position, and a mode or arm.",
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
      description = "How many rounds of all modes, or pairs.")
  private int iterations;

  @Option(names = "--seed", required = true, description = "What the order is made from.")
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
    List<Slot> order =
        kind.pairs ? Order.pairs(iterations, seed) : Order.rounds(kind.modes, iterations, seed);
    for (Slot slot : order) {
      spec.commandLine()
          .getOut()
          .printf("%d %d %s%n", slot.iteration(), slot.position(), slot.what());
    }
    return ExitCode.OK;
  }
}
