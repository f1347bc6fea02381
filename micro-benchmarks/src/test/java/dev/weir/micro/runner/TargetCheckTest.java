package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.micro.runner.TargetCheck.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetCheckTest {
  private static final RowKey ENCODE = ForkFixture.row("encode", "1000");
  private static final RowKey COPY = ForkFixture.row("copy", "1000");

  @Test
  void time_isMetMissedOrUndecidedByItsWholeInterval() {
    MicroRecords records =
        new MicroRecords(ForkFixture.forks(ENCODE, "run", 99, 100, 101, 100, 100));

    assertThat(only(target(TargetMetric.TIME, 110, 105), records).status()).isEqualTo(Status.MET);
    assertThat(only(target(TargetMetric.TIME, 110, 105), records).reachesAim()).isTrue();
    assertThat(only(target(TargetMetric.TIME, 110, 100), records).reachesAim()).isFalse();
    assertThat(only(target(TargetMetric.TIME, 90, 80), records).status()).isEqualTo(Status.MISSED);
    assertThat(only(target(TargetMetric.TIME, 100.1, 80), records).status())
        .isEqualTo(Status.UNDECIDED);
  }

  @Test
  void time_ofASingleFork_isUndecided() {
    MicroRecords records = new MicroRecords(ForkFixture.forks(ENCODE, "run", 1));

    assertThat(only(target(TargetMetric.TIME, 110, 105), records).status())
        .isEqualTo(Status.UNDECIDED);
  }

  @Test
  void time_ofOtherParameters_isNotMeasured() {
    MicroRecords records =
        new MicroRecords(ForkFixture.forks(ForkFixture.row("encode", "5"), "run", 1, 2));

    TargetCheck check = only(target(TargetMetric.TIME, 110, 105), records);

    assertThat(check.status()).isEqualTo(Status.NOT_MEASURED);
    assertThat(check.row()).isEmpty();
  }

  @Test
  void rate_isRowsASecond() {
    List<ForkRecord> forks = new ArrayList<>();
    for (int fork = 1; fork <= 4; fork++) {
      forks.add(
          ForkFixture.fork(
              ENCODE,
              ForkSlot.of("run", fork),
              1,
              Map.of("rows", new SecondaryScores("ns/op", List.of(20.0 + fork * 0.01)))));
    }
    MicroRecords records = new MicroRecords(forks);

    TargetCheck check = only(target(TargetMetric.RATE, 40e6, 60e6), records);

    assertThat(check.measured().orElseThrow().point()).isCloseTo(50e6, within(0.1e6));
    assertThat(check.status()).isEqualTo(Status.MET);
    assertThat(check.reachesAim()).isFalse();
    assertThat(only(target(TargetMetric.RATE, 60e6, 60e6), records).status())
        .isEqualTo(Status.MISSED);
  }

  @Test
  void ratio_isTheOtherTimeByThisOneOfTheSameRun() {
    List<ForkRecord> forks = new ArrayList<>(ForkFixture.forks(COPY, "old", 500, 501));
    forks.addAll(ForkFixture.forks(ENCODE, "old", 500, 501));
    forks.addAll(ForkFixture.forks(COPY, "new", 50, 51, 50));
    forks.addAll(ForkFixture.forks(ENCODE, "new", 100, 101, 100));
    // Without copy: its time would be compared with that of another run.
    forks.addAll(ForkFixture.forks(ENCODE, "alone", 7, 7, 7));

    TargetCheck check = only(ratio(0.25, 0.6), new MicroRecords(forks));

    assertThat(check.measured().orElseThrow().point()).isCloseTo(0.5, within(0.01));
    assertThat(check.status()).isEqualTo(Status.MET);
    assertThat(check.reachesAim()).isFalse();
  }

  @Test
  void ratio_withoutTheOther_isNotMeasured() {
    TargetCheck check =
        only(ratio(0.25, 0.6), new MicroRecords(ForkFixture.forks(ENCODE, "run", 1, 2)));

    assertThat(check.status()).isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void difference_isThisTimeLessTheOther() {
    List<ForkRecord> forks = new ArrayList<>(ForkFixture.forks(COPY, "run", 500, 501, 502));
    forks.addAll(ForkFixture.forks(ENCODE, "run", 300, 301, 302));

    TargetCheck check = only(difference(-190, -210), new MicroRecords(forks));

    assertThat(check.measured().orElseThrow().point()).isCloseTo(-200, within(1e-9));
    assertThat(check.status()).isEqualTo(Status.MET);
    assertThat(check.reachesAim()).isFalse();
  }

  @Test
  void difference_ofSingleForks_isUndecided() {
    List<ForkRecord> forks = new ArrayList<>(ForkFixture.forks(COPY, "run", 500));
    forks.addAll(ForkFixture.forks(ENCODE, "run", 300));

    TargetCheck check = only(difference(0, 0), new MicroRecords(forks));

    assertThat(check.measured().orElseThrow().point()).isCloseTo(-200, within(1e-9));
    assertThat(check.status()).isEqualTo(Status.UNDECIDED);
  }

  @Test
  void allocation_beyondABase_isThatOfFurtherRows() {
    List<ForkRecord> forks = new ArrayList<>();
    for (int fork = 1; fork <= 3; fork++) {
      forks.add(allocating("1000", fork, 3_000));
      forks.add(allocating("100", fork, 2_999));
    }
    MicroRecords records = new MicroRecords(forks);
    BenchmarkTarget further = allocation(Map.of("rows", "100"));

    assertThat(only(allocation(Map.of()), records).measured().orElseThrow().point())
        .isCloseTo(3, within(1e-9));
    assertThat(only(allocation(Map.of()), records).status()).isEqualTo(Status.MISSED);
    assertThat(only(further, records).measured().orElseThrow().point()).isZero();
    assertThat(only(further, records).status()).isEqualTo(Status.MET);
  }

  @Test
  void allocation_withoutTheProfiler_isNotMeasured() {
    TargetCheck check =
        only(allocation(Map.of()), new MicroRecords(ForkFixture.forks(ENCODE, "run", 1, 2)));

    assertThat(check.status()).isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void p99_isThatOfSamples() {
    List<ForkRecord> forks = new ArrayList<>();
    for (int fork = 1; fork <= 3; fork++) {
      forks.add(with(fork, "p0.99", "us/op", 2 + fork * 0.01));
    }
    MicroRecords records = new MicroRecords(forks);

    assertThat(only(target(TargetMetric.P99, 10_000, 1_000), records).status())
        .isEqualTo(Status.MET);
    assertThat(only(target(TargetMetric.P99, 1_000, 1_000), records).status())
        .isEqualTo(Status.MISSED);
    assertThat(
            only(
                    target(TargetMetric.P99, 1, 1),
                    new MicroRecords(ForkFixture.forks(ENCODE, "run", 1, 2)))
                .status())
        .isEqualTo(Status.NOT_MEASURED);
  }

  @Test
  void memory_isWhatAnItemHolds() {
    List<ForkRecord> forks = new ArrayList<>();
    for (int fork = 1; fork <= 3; fork++) {
      forks.add(with(fork, "heldBytes", "#", 150 + fork));
    }

    TargetCheck check = only(target(TargetMetric.MEMORY, 200, 100), new MicroRecords(forks));

    assertThat(check.measured().orElseThrow().point()).isCloseTo(152, within(1e-9));
    assertThat(check.status()).isEqualTo(Status.MET);
    assertThat(check.reachesAim()).isFalse();
  }

  private static ForkRecord with(int fork, String label, String unit, double score) {
    return ForkFixture.fork(
        ENCODE,
        ForkSlot.of("run", fork),
        1,
        Map.of(label, new SecondaryScores(unit, List.of(score))));
  }

  private static ForkRecord allocating(String rows, int fork, double bytes) {
    double count = Double.parseDouble(rows);
    return ForkFixture.fork(
        ForkFixture.row("encode", rows),
        ForkSlot.of("run", fork),
        count,
        Map.of(
            "rows", new SecondaryScores("ns/op", List.of(1.0)),
            "gc.alloc.rate.norm", new SecondaryScores("B/op", List.of(bytes))));
  }

  private static BenchmarkTarget target(TargetMetric metric, double bound, double aim) {
    return new BenchmarkTarget(
        ENCODE.benchmark(),
        Map.of("rows", List.of("1000")),
        metric,
        Optional.empty(),
        Map.of(),
        bound,
        aim,
        "a test");
  }

  private static BenchmarkTarget ratio(double bound, double aim) {
    return comparison(TargetMetric.RATIO, bound, aim);
  }

  private static BenchmarkTarget difference(double bound, double aim) {
    return comparison(TargetMetric.DIFFERENCE, bound, aim);
  }

  private static BenchmarkTarget comparison(TargetMetric metric, double bound, double aim) {
    return new BenchmarkTarget(
        ENCODE.benchmark(),
        Map.of(),
        metric,
        Optional.of(COPY.benchmark()),
        Map.of(),
        bound,
        aim,
        "a test");
  }

  private static BenchmarkTarget allocation(Map<String, String> base) {
    return new BenchmarkTarget(
        ENCODE.benchmark(),
        Map.of("rows", List.of("1000")),
        TargetMetric.ALLOCATION,
        Optional.empty(),
        base,
        0,
        0,
        "a test");
  }

  private static TargetCheck only(BenchmarkTarget target, MicroRecords records) {
    List<TargetCheck> checks = TargetCheck.of(List.of(target), records);
    assertThat(checks).hasSize(1);
    return checks.get(0);
  }
}
