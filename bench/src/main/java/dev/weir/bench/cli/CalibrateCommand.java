package dev.weir.bench.cli;

import dev.weir.bench.calibrate.Calibration;
import dev.weir.bench.calibrate.CalibrationException;
import dev.weir.bench.calibrate.CalibrationFile;
import dev.weir.bench.calibrate.Calibrator;
import dev.weir.bench.calibrate.EqualBuilds;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.RunFilter;
import dev.weir.bench.simulate.SimulationTable;
import dev.weir.bench.stats.Interval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the error rates of verdicts. */
@Command(
    name = "calibrate",
    description = {
      "Measure how often verdicts err on this machine, from recorded comparisons of a commit with itself",
      "(compare.sh REF REF), and store it for later reports; or simulate comparisons with --simulate."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CalibrateCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  @Option(names = "--simulate", description = "Simulate comparisons under models of noise.")
  private boolean simulate;

  @Option(names = "--trials", description = "Trials of each cell (default: 10000).")
  private int trials = 10_000;

  @Option(names = "--seed", description = "Seed of the simulation (default: 1).")
  private long seed = 1;

  @Option(names = "--results", description = "File of recorded runs.")
  private Optional<Path> results = Optional.empty();

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Only this benchmark run (default: all of a commit with itself).")
  private Optional<String> run = Optional.empty();

  @Option(
      names = "--calibrations",
      paramLabel = "DIRECTORY",
      description = "Where to store (default: calibration beside the results).")
  private Optional<Path> directory = Optional.empty();

  @Mixin private LimitOptions limits;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (simulate) {
      if (trials < 1) {
        throw new ParameterException(spec.commandLine(), "--trials must be 1 or more");
      }
      SimulationTable.print(trials, seed, out::println);
      return BenchExitCode.OK;
    }
    Path file =
        results.orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--results FILE or --simulate is needed"));
    List<EqualBuilds> found = EqualBuilds.in(recorded(file));
    if (found.isEmpty()) {
      throw new CalibrationException(
          "%s has no comparison of a commit with itself; measure one with compare.sh REF REF."
              .formatted(file));
    }
    Path target = directory.orElseGet(() -> file.toAbsolutePath().resolveSibling("calibration"));
    for (EqualBuilds builds : found) {
      calibrate(builds, target);
    }
    return BenchExitCode.OK;
  }

  private List<RecordedRun> recorded(Path file) {
    List<RecordedRun> runs = new ArrayList<>();
    ResultsOptions.read(
        spec.commandLine(), file, run.map(RunFilter::ofRun).orElseGet(RunFilter::all), runs::add);
    return runs;
  }

  private void calibrate(EqualBuilds builds, Path target) {
    Calibration calibration =
        new Calibrator(limits.limits(spec.commandLine()))
            .calibrate(builds.subject(), builds.recordings());
    CalibrationFile file = new CalibrationFile(target, builds.environmentKey());
    file.store(calibration);
    print(calibration);
    spec.commandLine().getOut().printf("  stored in              %s%n", file.path());
  }

  private void print(Calibration it) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s, %d pairs of a build with itself, %d comparisons%n",
        it.subject(),
        it.pairs(),
        it.comparisons());
    out.printf(
        Locale.ROOT,
        "  false alarms           %d of %d: %s%n",
        it.flagged(),
        it.comparisons(),
        percent(it.falseAlarms()));
    out.printf("  with swapped labels    %s%n", percent(it.relabelled()));
    out.printf(Locale.ROOT, "  noise floor            %.2f %%%n", PERCENT * it.noiseFloor());
    out.printf(
        "  second slot            %s%n", percent(it.slotRatio().mapIncreasing(ratio -> ratio - 1)));
    out.printf(Locale.ROOT, "  lag-1 autocorrelation  %.2f%n", it.autocorrelation());
    out.printf(Locale.ROOT, "  pair spread            %.2f %%%n", PERCENT * it.pairSpread());
    it.detectable()
        .forEach(
            (pairs, effect) ->
                out.printf(
                    Locale.ROOT,
                    "  %2d pairs would see     %.1f %% (80 %% power)%n",
                    pairs,
                    PERCENT * effect));
  }

  private static String percent(Interval share) {
    return String.format(
        Locale.ROOT,
        "%.2f %% [%.2f %%, %.2f %%]",
        PERCENT * share.point(),
        PERCENT * share.low(),
        PERCENT * share.high());
  }
}
