package dev.weir.bench.decision;

import dev.weir.bench.stats.Means;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the size of a benchmark from a few processes: the variance of runs within a process and
 * that between processes, and what each costs (Kalibera and Jones, "Rigorous benchmarking in
 * reasonable time", ISMM 2013, sections 6 and 7).
 *
 * @param warmups runs that are still warming up
 * @param withinVariance variance of the log time of a run within its process
 * @param betweenVariance variance of the mean log time of a process, without that of its runs
 * @param runSecs mean time of a measured run
 * @param processSecs mean time that a process takes without its warm runs
 */
public record Pilot(
    int warmups,
    double withinVariance,
    double betweenVariance,
    double runSecs,
    double processSecs) {

  /** The spread of pairs below which more repeats are not worth their time. */
  public static final double SPREAD_GOAL = 0.05;

  /** The measured time of a sample above which more repeats are not worth their time, in s. */
  public static final double SAMPLE_SECS_GOAL = 3;

  private static final int MAX_REPEATS = 1_000;

  public Pilot {
    boolean variances = withinVariance >= 0 && betweenVariance >= 0;
    if (warmups < 0 || !variances || !(runSecs > 0) || !(processSecs >= 0)) {
      throw new IllegalArgumentException("a pilot needs times above 0 and variances from 0");
    }
  }

  /**
   * Analyses the processes of a pilot.
   *
   * @param processes at least 2; the times of the runs of each after its cold run, in seconds, at
   *     least 4, the same number in each
   * @param processSecs mean time of a process, without these runs
   */
  public static Pilot of(List<double[]> processes, double processSecs) {
    int runs = processes.stream().mapToInt(process -> process.length).min().orElse(0);
    if (processes.size() < 2 || runs < 4) {
      throw new IllegalArgumentException("a pilot needs 2 processes of 4 warm runs or more");
    }
    int warmups = warmups(processes, runs);
    List<double[]> logs = new ArrayList<>();
    double seconds = 0;
    for (double[] process : processes) {
      double[] log = new double[runs - warmups];
      for (int i = 0; i < log.length; i++) {
        seconds += process[warmups + i];
        log[i] = Math.log(process[warmups + i]);
      }
      logs.add(log);
    }
    int kept = runs - warmups;
    double within = Means.mean(logs.stream().mapToDouble(Pilot::variance).toArray());
    double ofMeans = variance(logs.stream().mapToDouble(Means::mean).toArray());
    return new Pilot(
        warmups,
        within,
        Math.max(0, ofMeans - within / kept),
        seconds / kept / processes.size(),
        processSecs);
  }

  /**
   * The number of first runs whose removal leaves the smallest standard error of the mean of the
   * rest, at most half of them; on the mean over processes of each run (MSER: White, "An effective
   * truncation heuristic for bias reduction in simulation output", Simulation 69, 1997).
   */
  private static int warmups(List<double[]> processes, int runs) {
    double[] means = new double[runs];
    for (int i = 0; i < runs; i++) {
      int run = i;
      means[i] = processes.stream().mapToDouble(process -> process[run]).average().orElse(0);
    }
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int dropped = 0; dropped <= runs / 2; dropped++) {
      double[] rest = Arrays.copyOfRange(means, dropped, runs);
      double error = variance(rest) * (rest.length - 1) / ((double) rest.length * rest.length);
      if (error < least) {
        least = error;
        best = dropped;
      }
    }
    return best;
  }

  private static double variance(double[] values) {
    double deviation = Means.standardDeviation(values);
    return deviation * deviation;
  }

  /** The expected standard deviation of a pair's log-ratio. */
  public double pairSpread(int repeats) {
    return Math.sqrt(2 * (betweenVariance + withinVariance / repeats));
  }

  /** The expected duration of pairs and the warm-up pair, in seconds. */
  public double secs(int repeats, int pairs) {
    return 2.0 * (pairs + 1) * (processSecs + (warmups + repeats) * runSecs);
  }

  /**
   * The repeats that make the best use of time, sqrt(cost of a process / cost of a run * variance
   * within / variance between), and at least those that reach {@link #SPREAD_GOAL}, but none beyond
   * {@link #SAMPLE_SECS_GOAL} of work.
   */
  public int repeats() {
    int enough = (int) Math.min(MAX_REPEATS, Math.ceil(SAMPLE_SECS_GOAL / runSecs));
    double cost = (processSecs + warmups * runSecs) / runSecs;
    double best =
        betweenVariance == 0 ? enough : Math.sqrt(cost * withinVariance / betweenVariance);
    int repeats = (int) Math.max(1, Math.min(enough, Math.ceil(best)));
    while (repeats < enough && pairSpread(repeats) > SPREAD_GOAL) {
      repeats++;
    }
    return repeats;
  }

  /**
   * The plan for a comparison: the repeats asked for or the best ones, and the pairs that reach a
   * verdict with a probability of 80 % if both builds are equal, from {@link Looks#DEFAULT_PAIRS}
   * to twice as many. Where that takes too long, the repeats and pairs with the smallest standard
   * error in the time allowed.
   *
   * @param repeats 0 to choose them
   * @param pairs 0 to choose them
   * @param maxSecs the time allowed
   */
  public PilotPlan plan(int repeats, int pairs, double maxSecs, Limits limits) {
    int bestRepeats = repeats > 0 ? repeats : repeats();
    int bestPairs = pairs > 0 ? pairs : advisedPairs(bestRepeats, limits);
    PilotPlan best = planOf(bestRepeats, bestPairs, maxSecs);
    if (best.fits()) {
      return best;
    }
    int fewestPairs = pairs > 0 ? pairs : Looks.MIN_PAIRS;
    PilotPlan found = planOf(repeats > 0 ? repeats : 1, fewestPairs, maxSecs);
    double least = Double.POSITIVE_INFINITY;
    for (int r = repeats > 0 ? repeats : 1; r <= bestRepeats; r++) {
      for (int n = fewestPairs; n <= bestPairs; n += 2) {
        PilotPlan plan = planOf(r, n, maxSecs);
        double error = plan.pairSpread() / Math.sqrt(n);
        if (plan.fits() && error < least) {
          least = error;
          found = plan;
        }
      }
    }
    return found;
  }

  private PilotPlan planOf(int repeats, int pairs, double maxSecs) {
    double secs = secs(repeats, pairs);
    return new PilotPlan(warmups, repeats, pairs, pairSpread(repeats), secs, secs <= maxSecs);
  }

  private int advisedPairs(int repeats, Limits limits) {
    int most = 2 * Looks.DEFAULT_PAIRS;
    double spread = pairSpread(repeats);
    PairAdvice advice = new PairAdvice(spread, spread, limits, Looks.of(Looks.DEFAULT_PAIRS));
    return advice.pairs(0, Looks.DEFAULT_PAIRS).stream()
        .map(advised -> Math.min(advised, most))
        .findFirst()
        .orElse(most);
  }
}
