package dev.weir.bench.simulate;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Comparisons of simulated builds, measured in random blocks and stopped by the same rule as real
 * ones.
 *
 * @param seed the same seed gives the same trials, whatever the number of threads
 */
record Simulation(NoiseModel model, Limits limits, Looks looks, long seed) {

  /**
   * Counts the decisions of many comparisons.
   *
   * @param trueRatio time of B divided by that of A
   */
  Tally run(double trueRatio, int trials) {
    long[] seeds = seeds(trials);
    return IntStream.range(0, trials)
        .parallel()
        .mapToObj(
            trial ->
                Tally.of(
                    Decision.stopped(pairs(trueRatio, seeds[trial]), limits, looks), trueRatio))
        .reduce(Tally.NONE, Tally::plus);
  }

  /** The median detectable effect that comparisons of equal builds state after the last pair. */
  double statedDetectable(int trials) {
    long[] seeds = seeds(trials);
    double[] stated =
        IntStream.range(0, trials)
            .parallel()
            .mapToDouble(
                trial ->
                    Decision.of(pairs(1, seeds[trial]), limits, looks).orElseThrow().detectable())
            .toArray();
    Arrays.sort(stated);
    return stated[trials / 2];
  }

  /** Seeds that differ by more than a step of the generator, so that no streams overlap. */
  private long[] seeds(int trials) {
    return new SplittableRandom(seed).longs(trials).toArray();
  }

  private List<PairTime> pairs(double trueRatio, long trialSeed) {
    SplittableRandom random = new SplittableRandom(trialSeed);
    double[] logs = model.draw(2 * looks.maxPairs(), random);
    List<PairTime> pairs = new ArrayList<>();
    boolean bFirst = false;
    for (int pair = 0; pair < looks.maxPairs(); pair++) {
      bFirst = pair % 2 == 0 ? random.nextBoolean() : !bFirst;
      double first = Math.exp(logs[2 * pair]);
      double second = Math.exp(logs[2 * pair + 1]);
      pairs.add(
          new PairTime(bFirst ? second : first, trueRatio * (bFirst ? first : second), bFirst));
    }
    return pairs;
  }
}
