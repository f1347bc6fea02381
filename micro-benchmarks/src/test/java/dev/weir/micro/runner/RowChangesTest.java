package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.history.GateCheck;
import dev.weir.bench.plan.ArmSlot;
import dev.weir.bench.plan.Order;
import dev.weir.bench.result.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Both comparisons on simulated forks: how often they err, and what they find. */
class RowChangesTest {
  private static final Limits LIMITS = MicroOptions.DEFAULT_LIMITS;
  private static final int TRIALS = 400;

  /** Fewer, as each computes the levels of a plan of pairs. */
  private static final int PAIRED_TRIALS = 150;

  /** The coefficient of variation of forks on a machine that other programs use. */
  private static final double SPREAD = 0.03;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);

  @Test
  void ofRuns_equalBuildsOfManyRows_areRarelyFlagged() {
    int flagged = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      flagged += isFlagged(separate(20, 8, 1)) ? 1 : 0;
    }

    // 5 % of 400 are 20; 35 and more have a probability below 0.001.
    assertThat(flagged).isLessThan(35);
  }

  @Test
  void ofRuns_slowdownOfTenPercentInOneOfManyRows_isFound() {
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      RowChanges changes = separate(20, 10, 1.1);
      found += verdict(changes, 0).equals(Optional.of(Verdict.REGRESSED)) ? 1 : 0;
    }

    assertThat(found).isGreaterThan(TRIALS * 95 / 100);
  }

  @Test
  void ofPairs_equalBuildsOfManyRows_areRarelyFlagged() {
    int flagged = 0;
    int failed = 0;
    for (int trial = 0; trial < PAIRED_TRIALS; trial++) {
      RowChanges changes = paired(10, 20, 1, trial);
      flagged += isFlagged(changes) ? 1 : 0;
      failed += GateCheck.worst(changes.checks()) == GateCheck.Result.FAILED ? 1 : 0;
    }

    // 5 % of 150 are 7.5; 18 and more have a probability below 0.001.
    assertThat(flagged).isLessThan(18);
    // A difference that the test finds is also below the threshold, so the gate is stricter still.
    assertThat(failed).isZero();
  }

  @Test
  void ofPairs_slowdownOfTenPercentDuringADrift_isFound() {
    int found = 0;
    for (int trial = 0; trial < PAIRED_TRIALS; trial++) {
      RowChanges changes = paired(10, 20, 1.1, trial);
      found += verdict(changes, 0).equals(Optional.of(Verdict.REGRESSED)) ? 1 : 0;
    }

    assertThat(found).isGreaterThan(PAIRED_TRIALS * 95 / 100);
  }

  @Test
  void ofPairs_fewPairsOfManyRows_haveNoVerdictAndNameTheNumberThatDoes() {
    RowChanges changes = paired(10, 6, 2, 1);

    assertThat(changes.changes()).allMatch(change -> change.verdict().isEmpty());
    assertThat(changes.forksNeeded()).isEqualTo(9);
    assertThat(GateCheck.worst(changes.checks())).isEqualTo(GateCheck.Result.INCONCLUSIVE);
    RowChanges enough = paired(10, 9, 2, 1);
    assertThat(verdict(enough, 0)).contains(Verdict.REGRESSED);
  }

  @Test
  void ofRuns_fewForksOfManyRows_haveNoVerdictAndNameTheNumberThatDoes() {
    RowChanges changes = separate(200, 6, 2);

    assertThat(changes.changes()).allMatch(change -> change.verdict().isEmpty());
    assertThat(changes.forksNeeded()).isEqualTo(8);
    assertThat(verdict(separate(200, 8, 2), 0)).contains(Verdict.REGRESSED);
  }

  @Test
  void ofRuns_fewerThanSixForks_areShownAndNotJudged() {
    RowChanges changes = separate(1, 5, 2);

    assertThat(verdict(changes, 0)).isEmpty();
    assertThat(changes.changes().get(0).ratio()).isBetween(1.7, 2.3);
  }

  @Test
  void ofRuns_verdict_needsTheThreshold() {
    RowKey row = ForkFixture.row("encode", "100");
    double[] before = {100.0, 100.01, 100.02, 100.03, 100.04, 100.05};
    double[] now = {104.0, 104.01, 104.02, 104.03, 104.04, 104.05};

    RowChanges changes =
        RowChanges.ofRuns(
            new MicroRecords(ForkFixture.forks(row, "one", before)),
            new MicroRecords(ForkFixture.forks(row, "two", now)),
            "baseline x",
            LIMITS);

    assertThat(changes.changes().get(0).p()).isLessThan(0.05);
    assertThat(verdict(changes, 0)).contains(Verdict.NO_SLOWDOWN);
  }

  @Test
  void ofRuns_otherMachineOrSettingsOrMissing_areNotCompared() {
    RowKey row = ForkFixture.row("encode", "100");
    List<ForkRecord> now = ForkFixture.forks(row, "two", 1, 2, 3);
    List<ForkRecord> elsewhere =
        ForkFixture.forks(row, "one", 1, 2, 3).stream().map(ForkFixture::elsewhere).toList();
    List<ForkRecord> longer =
        ForkFixture.forks(row, "one", 1, 2, 3).stream()
            .map(
                fork ->
                    ForkFixture.with(fork, new ForkSettings(1, 3, 500, 5, 100, List.of("-Xmx2g"))))
            .toList();

    assertThat(missing(elsewhere, now))
        .contains("baseline x is of another environment", "Other CPU", "Test CPU");
    assertThat(missing(longer, now))
        .contains(
            "baseline x was measured with 3 warm-up iterations of 500 ms",
            "now 3 warm-up iterations of 200 ms");
    assertThat(missing(List.of(), now))
        .isEqualTo("ipc.CodecBenchmark.encode rows=100: baseline x has no forks of it");
  }

  @Test
  void ofPairs_halfOfAPair_isLeftOut() {
    RowKey row = ForkFixture.row("encode", "100");
    MicroRecords records =
        new MicroRecords(
            List.of(
                ForkFixture.fork(row, ForkFixture.pair(1, 1, Arm.B), 90),
                ForkFixture.fork(row, ForkFixture.pair(2, 1, Arm.A), 10),
                ForkFixture.fork(row, ForkFixture.pair(2, 2, Arm.B), 20)));

    RowChange change = RowChanges.ofPairs(records, 2, LIMITS).changes().get(0);

    assertThat(change.ratio()).isCloseTo(2, within(1e-9));
    assertThat(change.now()).isEqualTo(1);
    assertThat(change.verdict()).isEmpty();
  }

  private static String missing(List<ForkRecord> base, List<ForkRecord> now) {
    RowChanges changes =
        RowChanges.ofRuns(new MicroRecords(base), new MicroRecords(now), "baseline x", LIMITS);
    assertThat(changes.changes()).isEmpty();
    return changes.missing().get(0);
  }

  private static boolean isFlagged(RowChanges changes) {
    return changes.changes().stream().anyMatch(change -> change.p() <= change.level());
  }

  private static Optional<Verdict> verdict(RowChanges changes, int row) {
    return changes.changes().get(row).verdict();
  }

  /** Two runs of rows; the first row of the second one takes {@code factor} times as long. */
  private RowChanges separate(int rows, int forks, double factor) {
    List<ForkRecord> before = new ArrayList<>();
    List<ForkRecord> now = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      RowKey row = ForkFixture.row("encode", String.valueOf(i));
      for (int fork = 1; fork <= forks; fork++) {
        before.add(ForkFixture.fork(row, ForkSlot.of("one", fork), time(1)));
        now.add(ForkFixture.fork(row, ForkSlot.of("two", fork), time(i == 0 ? factor : 1)));
      }
    }
    return RowChanges.ofRuns(new MicroRecords(before), new MicroRecords(now), "baseline x", LIMITS);
  }

  /** Pairs of rows while the machine slows down by 30 %; B's first row is slower by the factor. */
  private RowChanges paired(int rows, int pairs, double factor, long seed) {
    List<ForkRecord> forks = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      RowKey row = ForkFixture.row("encode", String.valueOf(i));
      for (ArmSlot slot : Order.pairs(pairs, seed + i)) {
        if (slot.pair() > 0) {
          double drift = 1 + 0.3 * (slot.pair() + slot.position() / 2.0) / pairs;
          double own = i == 0 && slot.arm() == Arm.B ? factor : 1;
          ForkSlot place = ForkFixture.pair(slot.pair(), slot.position(), slot.arm());
          forks.add(ForkFixture.fork(row, place, time(own * drift)));
        }
      }
    }
    return RowChanges.ofPairs(new MicroRecords(forks), pairs, LIMITS);
  }

  private double time(double factor) {
    return 1_000 * factor * Math.exp(SPREAD * random.nextGaussian());
  }
}
