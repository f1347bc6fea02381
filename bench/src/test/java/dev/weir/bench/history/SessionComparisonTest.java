package dev.weir.bench.history;

import static dev.weir.bench.result.EditedRun.bench;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.history.SessionChange.Control;
import dev.weir.bench.result.EditedRun;
import dev.weir.bench.result.RecordedRun;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionComparisonTest {
  private static final String BEFORE = "20260504T101500Z-7";
  private static final String NOW = "20260505T101500Z-8";
  private static final double[] SECONDS = {
    0.4123, 0.4188, 0.4259, 0.4091, 0.4336, 0.4152, 0.4204, 0.4117
  };

  @Test
  void of_slowerRun_isRegressed() {
    SessionChange change = one(mode(BEFORE, "copy", 1), mode(NOW, "copy", 1.1));
    assertThat(change.verdict()).contains(Verdict.REGRESSED);
    assertThat(change.ratio()).isCloseTo(1.1, within(1e-9));
    assertThat(change.interval().orElseThrow().low()).isGreaterThan(1.05);
    assertThat(change.control()).isEqualTo(Control.NONE);
  }

  @Test
  void of_fasterRun_isImproved() {
    assertThat(one(mode(BEFORE, "copy", 1), mode(NOW, "copy", 0.9)).verdict())
        .contains(Verdict.IMPROVED);
  }

  @Test
  void of_sameTimes_isNoSlowdown() {
    assertThat(one(mode(BEFORE, "copy", 1), mode(NOW, "copy", 1)).verdict())
        .contains(Verdict.NO_SLOWDOWN);
  }

  @Test
  void of_slowerMachine_isCancelledByTheLimit() {
    List<RecordedRun> before = concat(mode(BEFORE, "copy", 1), limit(BEFORE, 0.5));
    List<RecordedRun> now = concat(mode(NOW, "copy", 1.2), limit(NOW, 0.6));

    SessionComparison comparison = compare(before, now);

    SessionChange change = comparison.changes().get(0);
    assertThat(change.control()).isEqualTo(Control.LIMIT);
    assertThat(change.verdict()).contains(Verdict.NO_SLOWDOWN);
    assertThat(change.ratio()).isCloseTo(1, within(1e-9));
    // The drift itself is shown.
    assertThat(comparison.limits()).singleElement().extracting(SessionChange::ratio).isEqualTo(1.2);
  }

  @Test
  void of_limitInOneRunOnly_isNotUsed() {
    SessionChange change =
        one(concat(mode(BEFORE, "copy", 1), limit(BEFORE, 0.5)), mode(NOW, "copy", 1.2));
    assertThat(change.control()).isEqualTo(Control.NONE);
    assertThat(change.verdict()).contains(Verdict.REGRESSED);
  }

  @Test
  void of_fiveSamples_hasAnIntervalAndNoVerdict() {
    SessionChange change =
        one(mode(BEFORE, "copy", 1), bench(NOW, "bbbb", "copy", false, 0.5, 0.51, 0.52, 0.53, 0.5));
    assertThat(change.interval()).isPresent();
    assertThat(change.verdict()).isEmpty();
  }

  @Test
  void of_severalModes_sharesTheLevel() {
    SessionComparison comparison =
        compare(
            concat(mode(BEFORE, "copy", 1), concat(mode(BEFORE, "lz4", 1), limit(BEFORE, 1))),
            concat(mode(NOW, "copy", 1), concat(mode(NOW, "lz4", 1), limit(NOW, 1))));
    assertThat(comparison.changes()).hasSize(2);
    assertThat(comparison.changes()).extracting(SessionChange::level).containsOnly(0.025);
  }

  @Test
  void of_otherRowsEnvironmentOrMode_isMissingAndNeverCompared() {
    List<RecordedRun> base = mode(BEFORE, "copy", 1);
    assertMissing(
        EditedRun.withRows(base, 1_000),
        mode(NOW, "copy", 1),
        "postgres/copy/50000: baseline main has this mode with other rows only: [1000]");
    assertMissing(
        base,
        EditedRun.withJdk(mode(NOW, "copy", 1), "Debian 25"),
        "postgres/copy/50000: baseline main is of another environment"
            + " (jdk: Debian 17.0.15+6, now Debian 25)");
    assertMissing(
        base, mode(NOW, "lz4", 1), "postgres/lz4/50000: baseline main has no samples of this mode");
  }

  @Test
  void text_fitsEightyColumnsAndSaysThatTheRunsAreNotPaired() {
    List<RecordedRun> before = concat(mode(BEFORE, "copy", 1), limit(BEFORE, 0.5));
    List<RecordedRun> now = concat(mode(NOW, "copy", 1.2), limit(NOW, 0.5));
    List<String> lines =
        SessionText.of("compared with baseline main", compare(before, now), Limits.DEFAULT);
    assertThat(lines)
        .contains(
            "compared with baseline main",
            "  before: 20260504T101500Z-7, bbbb on main",
            "  The runs are not paired: exact rank-sum test of the log times, interval by its",
            "postgres/copy/50000",
            "limit postgres/pipe/50000: +0.0 % [-1.9 %, +2.0 %]; not judged",
            "  inversion, 95 % for all modes together; threshold 2 %, margin 5 %.")
        .anyMatch(line -> line.startsWith("  regressed: +20.0 % ["))
        .anyMatch(line -> line.endsWith("8 samples before and 8 now; relative to the limit"))
        .allMatch(line -> line.length() <= 80);
  }

  private static void assertMissing(
      List<RecordedRun> before, List<RecordedRun> now, String sentence) {
    SessionComparison comparison = compare(before, now);
    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.missing()).containsExactly(sentence);
  }

  private static List<RecordedRun> mode(String run, String mode, double factor) {
    return bench(run, "bbbb", mode, false, times(factor));
  }

  private static List<RecordedRun> limit(String run, double factor) {
    return bench(run, "bbbb", "pipe", true, times(factor));
  }

  private static double[] times(double factor) {
    return Arrays.stream(SECONDS).map(seconds -> seconds * factor).toArray();
  }

  private static List<RecordedRun> concat(List<RecordedRun> first, List<RecordedRun> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static SessionChange one(List<RecordedRun> before, List<RecordedRun> now) {
    return compare(before, now).changes().get(0);
  }

  private static SessionComparison compare(List<RecordedRun> before, List<RecordedRun> now) {
    return SessionComparison.of(
        Measurements.of(before),
        Measurements.of(now),
        Measurements.of(concat(before, now)),
        "baseline main",
        Limits.DEFAULT);
  }
}
