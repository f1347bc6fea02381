package dev.weir.bench.history;

import static dev.weir.bench.result.EditedRun.bench;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bench.decision.ChangePoint;
import dev.weir.bench.history.SessionChange.Control;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.EditedRun;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private final List<RecordedRun> runs = new ArrayList<>();

  @Test
  void of_stepOfTenPercent_isAChangeAtItsFirstRun() {
    for (int day = 1; day <= 12; day++) {
      addBench(day, day < 7 ? 1 : 1.1);
    }
    Series series = series(100).get(0);
    assertThat(series.points()).hasSize(12);
    assertThat(series.changes()).singleElement().extracting(ChangePoint::index).isEqualTo(6);
    assertThat(series.changeAt(6)).isPresent();
    assertThat(series.changeAt(5)).isEmpty();
    assertThat(HistoryText.of(series, true))
        .anyMatch(line -> line.startsWith("* 20260507T101500Z-7    "))
        .anyMatch(line -> line.startsWith("* +10.") && line.contains("from 20260507T101500Z-7 on"))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void of_levelSeries_hasNoChange() {
    for (int day = 1; day <= 12; day++) {
      addBench(day, 1);
    }
    assertThat(series(100).get(0).changes()).isEmpty();
    assertThat(HistoryText.of(series(100).get(0), true))
        .contains("  no change of level (p above 0.001)");
  }

  @Test
  void of_pointsOfTheSameRoundAsTheLimit_followTheRatio() {
    for (int day = 1; day <= 8; day++) {
      double machine = day < 5 ? 1 : 1.3;
      addBench(day, machine);
      runs.addAll(bench(run(day), "aaaa", "pipe", true, 0.2 * machine, 0.21 * machine));
    }
    Series copy = series(100).get(0);
    assertThat(copy.control()).isEqualTo(Control.LIMIT);
    assertThat(copy.trend()[0]).isCloseTo(2, within(0.05));
    assertThat(copy.changes()).isEmpty();
    Series limit = series(100).get(1);
    assertThat(limit.subject().mode()).isEqualTo("pipe");
    assertThat(limit.control()).isEqualTo(Control.NONE);
    assertThat(limit.changes()).hasSize(1);
  }

  @Test
  void of_otherRowsEnvironmentsAndComparisons_areOtherSeries() {
    addBench(1, 1);
    runs.addAll(EditedRun.withRows(bench(run(2), "aaaa", "copy", false, 0.4), 1_000));
    runs.addAll(EditedRun.withJdk(bench(run(3), "aaaa", "copy", false, 0.4), "Debian 25"));
    runs.addAll(EditedRun.arm(run(4), "aaaa", "copy", false, Optional.of(Arm.A), 0.4));
    runs.addAll(EditedRun.arm(run(4), "bbbb", "copy", false, Optional.of(Arm.B), 0.4));
    assertThat(series(100)).hasSize(4);
    assertThat(series(100))
        .filteredOn(Series::comparison)
        .singleElement()
        .satisfies(series -> assertThat(series.points()).hasSize(2));
  }

  @Test
  void of_last_keepsTheLatestPointsWhateverTheirOrder() {
    addBench(3, 1);
    addBench(1, 1);
    addBench(2, 1);
    assertThat(series(2).get(0).points())
        .extracting(point -> point.measurement().runId())
        .containsExactly(run(2), run(3));
  }

  @Test
  void text_ofFewPoints_saysWhatAChangeTakes() {
    addBench(1, 1);
    assertThat(HistoryText.of(series(100).get(0), false))
        .containsExactly(
            "postgres/copy/50000, environment " + runs.get(0).environment().key(),
            "  AMD EPYC 7B13, 2 cores, 7.8 GiB, Linux 6",
            "  JDK Debian 17.0.15+6",
            "  postgres 18.6",
            "  trend of the time: ▁",
            "  run                    commit      arm   n   mean ms 95 %               /limit",
            "  20260501T101500Z-7     aaaa        -     2     405.0 [341.5, 468.5]          -",
            "  points: 1; a change of level takes at least 4 before it and as many after.");
  }

  @Test
  void sparkline_spansLeastToGreatest() {
    assertThat(Sparkline.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 60, false))
        .isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(Sparkline.of(new double[] {8, 1}, 60, true)).isEqualTo("#_");
    assertThat(Sparkline.of(new double[] {5, 5}, 60, true)).isEqualTo("__");
    assertThat(Sparkline.of(new double[] {9, 1, 2}, 2, true)).isEqualTo("_#");
  }

  /** Two samples of a day, which vary by up to 1 % with the day. */
  private void addBench(int day, double factor) {
    double wobble = 1 + 0.01 * Math.sin(day - 1);
    runs.addAll(
        bench(run(day), "aaaa", "copy", false, 0.4 * factor * wobble, 0.41 * factor * wobble));
  }

  private static String run(int day) {
    return "202605%02dT101500Z-7".formatted(day);
  }

  private List<Series> series(int last) {
    return Series.of(Measurements.of(runs), last);
  }
}
