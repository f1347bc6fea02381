package dev.weir.bench.simulate;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The table of docs/measuring.md: error rates and power of the decision procedure by model. */
public final class SimulationTable {
  private static final double PERCENT = 100;
  private static final int DETECTABLE_TRIALS = 500;

  private SimulationTable() {}

  /** One row of the table. */
  record Row(
      NoiseModel model,
      Tally equal,
      Tally slower3,
      Tally slower5,
      Tally slower10,
      double detectable,
      Tally atDetectable) {

    static Row of(NoiseModel model, int trials, long seed) {
      Simulation simulation =
          new Simulation(model, Limits.DEFAULT, Looks.of(Looks.DEFAULT_PAIRS), seed);
      double detectable = simulation.statedDetectable(Math.min(trials, DETECTABLE_TRIALS));
      return new Row(
          model,
          simulation.run(1, trials),
          simulation.run(1.03, trials),
          simulation.run(1.05, trials),
          simulation.run(1.1, trials),
          detectable,
          simulation.run(1 + detectable, trials));
    }

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f / %.1f / %.1f | %d / %d / %d | %.1f / %.1f / %.1f | %.1f / %.1f | %.1f at %.1f %% |",
          model.name(),
          PERCENT * equal.flagged(),
          PERCENT * equal.quiet(),
          PERCENT * slower3.found(),
          PERCENT * slower5.found(),
          PERCENT * slower10.found(),
          slower3.improved(),
          slower5.improved(),
          slower10.improved(),
          PERCENT * equal.coverage(),
          PERCENT * slower5.coverage(),
          PERCENT * slower10.coverage(),
          equal.meanPairs(),
          slower5.meanPairs(),
          PERCENT * atDetectable.found(),
          PERCENT * detectable);
    }
  }

  /**
   * Prints the table in Markdown, row by row.
   *
   * @param trials of each cell
   */
  public static void print(int trials, long seed, Consumer<String> lines) {
    lines.accept(
        String.format(
            Locale.ROOT,
            "| model | A/A flagged, %% | A/A no slowdown, %% | +3 / +5 / +10 %% found, %% "
                + "| wrong direction, of %,d each | coverage at A/A / +5 / +10 %%, %% "
                + "| mean pairs at A/A / +5 %% | power at stated detectable effect, %% |",
            trials));
    lines.accept("|---|---|---|---|---|---|---|---|");
    for (NoiseModel model : models()) {
      lines.accept(Row.of(model, trials, seed).markdown());
    }
  }

  static List<NoiseModel> models() {
    return NoiseModels.ALL;
  }
}
