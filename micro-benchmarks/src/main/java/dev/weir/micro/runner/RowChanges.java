package dev.weir.micro.runner;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Decisions;
import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.history.GateCheck;
import dev.weir.bench.result.Arm;
import dev.weir.bench.stats.Holm;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.RankSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All rows of two builds compared, with a probability of at most 5 % that any of equal rows is
 * called different (Holm's procedure over the rows).
 *
 * @param kind how the forks of the builds were measured
 * @param changes in the order of rows
 * @param missing one sentence for each row without a counterpart
 * @param noise how much the forks of both builds vary, and the load of the machine
 */
record RowChanges(
    Kind kind, List<RowChange> changes, List<String> missing, String noise, Limits limits) {

  /** How the forks of two builds were measured. */
  enum Kind {
    /** Alternately, in pairs: the exact signed-rank test of the log-ratios. */
    PAIRED,
    /** In two runs: the exact rank-sum test of the log times. A drift between them is a change. */
    SEPARATE
  }

  /** The forks of one row of two runs. */
  private record RowTest(RowKey row, RankSum test, int before, int now) {
    RowChange change(double level, Limits limits) {
      Optional<Interval> interval = test.interval(level).map(it -> it.mapIncreasing(Math::exp));
      boolean judged = Math.min(before, now) >= Looks.MIN_PAIRS;
      return new RowChange(
          row,
          Math.exp(test.shift()),
          interval,
          test.p(),
          level,
          interval.filter(it -> judged).map(it -> Verdict.of(it, test.p() <= level, limits)),
          before,
          now);
    }
  }

  RowChanges {
    changes = List.copyOf(changes);
    missing = List.copyOf(missing);
  }

  /**
   * The comparison of a run of pairs.
   *
   * @param records of one run with both arms
   * @param pairs that were planned, which determine the levels
   */
  static RowChanges ofPairs(MicroRecords records, int pairs, Limits limits) {
    Map<RowKey, List<PairTime>> rows = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    records
        .byRow()
        .forEach(
            (row, forks) -> {
              List<PairTime> times = times(forks);
              if (times.isEmpty()) {
                missing.add(row.text() + ": no complete pair");
              } else {
                rows.put(row, times);
              }
            });
    Map<RowKey, Decision> decisions = Decisions.of(rows, limits, Looks.of(pairs));
    List<RowChange> changes = new ArrayList<>();
    rows.forEach(
        (row, times) ->
            changes.add(
                Optional.ofNullable(decisions.get(row))
                    .map(decision -> change(row, decision))
                    .orElseGet(() -> unjudged(row, times))));
    return new RowChanges(
        Kind.PAIRED,
        changes,
        missing,
        noise(
            records.filter(fork -> !fork.slot().isOwn()),
            records.filter(fork -> fork.slot().isOwn())),
        limits);
  }

  private static RowChange change(RowKey row, Decision decision) {
    return new RowChange(
        row,
        decision.ratio().point(),
        Optional.of(decision.ratio()),
        decision.p(),
        decision.level(),
        Optional.of(decision.verdict()),
        decision.pairs(),
        decision.pairs());
  }

  private static RowChange unjudged(RowKey row, List<PairTime> times) {
    return new RowChange(
        row,
        Decision.ratio(times),
        Optional.empty(),
        1,
        Looks.ALPHA,
        Optional.empty(),
        times.size(),
        times.size());
  }

  private static List<PairTime> times(List<ForkRecord> forks) {
    SortedMap<Integer, ForkRecord> a = arm(forks, Arm.A);
    SortedMap<Integer, ForkRecord> b = arm(forks, Arm.B);
    List<PairTime> times = new ArrayList<>();
    a.forEach(
        (pair, first) -> {
          Optional<ForkRecord> second = Optional.ofNullable(b.get(pair));
          Optional<Double> before = first.figures().nanosPerOp();
          Optional<Double> now = second.flatMap(it -> it.figures().nanosPerOp());
          if (before.isPresent() && now.isPresent()) {
            boolean bFirst = second.get().slot().position() < first.slot().position();
            times.add(new PairTime(before.get(), now.get(), bFirst));
          }
        });
    return times;
  }

  private static SortedMap<Integer, ForkRecord> arm(List<ForkRecord> forks, Arm arm) {
    SortedMap<Integer, ForkRecord> byPair = new TreeMap<>();
    forks.stream()
        .filter(fork -> fork.slot().arm().equals(Optional.of(arm)))
        .forEach(fork -> byPair.put(fork.slot().fork(), fork));
    return byPair;
  }

  /**
   * The comparison with records of another run, such as a baseline. Rows are compared where the
   * environment is the same, and the iterations are as many and as long.
   *
   * @param base the latest records of each row of the earlier run
   * @param now those of the later run
   * @param name what sentences call the earlier run
   */
  static RowChanges ofRuns(MicroRecords base, MicroRecords now, String name, Limits limits) {
    SortedMap<RowKey, List<ForkRecord>> before = base.byRow();
    List<RowTest> tests = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    now.byRow()
        .forEach(
            (row, forks) -> {
              List<ForkRecord> earlier = before.getOrDefault(row, List.of());
              Optional<String> why = whyNot(earlier, forks, name);
              if (why.isPresent()) {
                missing.add(row.text() + ": " + why.get());
              } else {
                double[] first = logs(earlier);
                double[] second = logs(forks);
                tests.add(new RowTest(row, RankSum.of(first, second), first.length, second.length));
              }
            });
    double[] levels =
        Holm.levels(tests.stream().mapToDouble(it -> it.test().p()).toArray(), Looks.ALPHA);
    List<RowChange> changes = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      changes.add(tests.get(i).change(levels[i], limits));
    }
    return new RowChanges(Kind.SEPARATE, changes, missing, noise(base, now), limits);
  }

  private static Optional<String> whyNot(
      List<ForkRecord> earlier, List<ForkRecord> forks, String name) {
    if (logs(earlier).length == 0 || logs(forks).length == 0) {
      return Optional.of(name + " has no forks of it");
    }
    ForkRecord before = earlier.get(0);
    ForkRecord now = forks.get(0);
    if (!before.environment().key().equals(now.environment().key())) {
      return Optional.of(
          "%s is of another environment: %s, now %s"
              .formatted(name, before.environment().toJson(), now.environment().toJson()));
    }
    return before.settings().isComparable(now.settings())
        ? Optional.empty()
        : Optional.of(
            "%s was measured with %s, now %s"
                .formatted(name, before.settings().text(), now.settings().text()));
  }

  private static double[] logs(List<ForkRecord> forks) {
    return Arrays.stream(RowSummary.values(forks, ForkFigures::nanosPerOp))
        .map(Math::log)
        .toArray();
  }

  private static String noise(MicroRecords before, MicroRecords now) {
    return "Noise: before, %s; now, %s."
        .formatted(new MicroCircumstances(before).noise(), new MicroCircumstances(now).noise());
  }

  /** The checks of a gate, one for each row. */
  List<GateCheck> checks() {
    return changes.stream()
        .map(change -> new GateCheck(change.row().text(), change.verdict()))
        .toList();
  }

  /** The least number of forks of each build with which a row can be judged at all. */
  int forksNeeded() {
    double level = Looks.ALPHA / Math.max(1, changes.size());
    int forks = Looks.MIN_PAIRS;
    while (smallestP(forks) > level) {
      forks++;
    }
    return forks;
  }

  /** The p-value of forks of which every one is faster than every one of the other build. */
  private double smallestP(int forks) {
    if (kind == Kind.PAIRED) {
      return Math.pow(2, 1 - forks);
    }
    double arrangements = 1;
    for (int i = 1; i <= forks; i++) {
      arrangements *= (double) (forks + i) / i;
    }
    return 2 / arrangements;
  }
}
