package dev.weir.bench.cli;

import dev.weir.bench.simulate.SimulationTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the error rates of the decision procedure. */
@Command(
    name = "calibrate",
    description = "Show the error rates of verdicts on this machine, or in simulation.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CalibrateCommand implements Callable<Integer> {
  @Option(names = "--simulate", description = "Simulate comparisons under models of noise.")
  private boolean simulate;

  @Option(names = "--trials", description = "Trials of each cell (default: 10000).")
  private int trials = 10_000;

  @Option(names = "--seed", description = "Seed of the simulation (default: 1).")
  private long seed = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SimulationTable.print(trials, seed, spec.commandLine().getOut()::println);
    return BenchExitCode.OK;
  }
}
