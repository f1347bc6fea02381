package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.micro.cpu.CpuContention;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForkFiguresTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final RowKey ROW = ForkFixture.row("encode", "100");

  @Test
  void figures_averageTime_areByOperationRowAndByte() {
    // 100 rows and 4,000 bytes an operation of 800 ns: 8 ns a row, 0.2 ns a byte.
    ForkFigures figures = figures("us/op", 0.8, "us/op", 0.008, 0.0002);

    assertThat(figures.nanosPerOp().orElseThrow()).isCloseTo(800, EXACT);
    assertThat(figures.nanosPerRow().orElseThrow()).isCloseTo(8, EXACT);
    assertThat(figures.gigabytesPerSecond().orElseThrow()).isCloseTo(5, EXACT);
    assertThat(figures.rowsPerOp().orElseThrow()).isCloseTo(100, EXACT);
    assertThat(figures.allocatedPerRow().orElseThrow()).isCloseTo(0.5, EXACT);
  }

  @Test
  void figures_throughput_areTheSame() {
    // The same in operations, rows and bytes a microsecond.
    ForkFigures figures = figures("ops/us", 1.25, "ops/us", 125, 5_000);

    assertThat(figures.nanosPerOp().orElseThrow()).isCloseTo(800, EXACT);
    assertThat(figures.nanosPerRow().orElseThrow()).isCloseTo(8, EXACT);
    assertThat(figures.gigabytesPerSecond().orElseThrow()).isCloseTo(5, EXACT);
  }

  @Test
  void figures_severalIterations_areTheMeanOfTheFastestQuarter() {
    assertThat(watched(List.of(60.0, 10.0, 20.0), List.of()).figures().nanosPerOp()).contains(15.0);
    assertThat(
            watched(
                    List.of(20.0, 13.0, 60.0, 11.0, 50.0, 12.0, 30.0, 40.0, 35.0, 36.0, 37.0, 38.0),
                    List.of())
                .figures()
                .nanosPerOp())
        .contains(12.0);
  }

  @Test
  void figures_rates_areTheMeanOfTheHighest() {
    ForkRecord fork = watched(List.of(0.1, 0.5, 0.2), List.of());
    ForkRecord rates =
        new ForkRecord(
            fork.timestamp(),
            fork.row(),
            fork.slot(),
            fork.settings(),
            "ops/ns",
            List.of(0.1, 0.5, 0.3),
            Map.of(),
            fork.build(),
            fork.environment(),
            fork.noise());

    assertThat(rates.figures().nanosPerOp()).contains(2.5);
  }

  @Test
  void figures_thatAreNoTime_areOfAllQuietIterations() {
    ForkRecord fork =
        ForkFixture.fork(
            ROW,
            ForkSlot.of("run", 1),
            1,
            Map.of("heldBytes", new SecondaryScores("B", List.of(10.0, 20.0, 60.0))));
    ForkRecord three =
        new ForkRecord(
            fork.timestamp(),
            fork.row(),
            fork.slot(),
            fork.settings(),
            "ns/op",
            List.of(1.0, 2.0, 3.0),
            fork.secondary(),
            fork.build(),
            fork.environment(),
            fork.noise());

    assertThat(three.figures().heldBytes()).contains(30.0);
  }

  @Test
  void figures_iterationsOnASharedCore_areLeftOut() {
    ForkFigures figures =
        watched(List.of(10.0, 16.0, 12.0, 9.0), List.of(1.0, 1.6, 1.14, 1.16)).figures();

    assertThat(figures.nanosPerOp()).contains(11.0);
    assertThat(figures.nanosPerRow()).contains(1.1);
  }

  @Test
  void figures_fewerThanTwoQuietIterations_areOfTheLeastDisturbedTwo() {
    assertThat(watched(List.of(10.0, 9.0, 12.0), List.of(1.5, 1.8, 1.2)).figures().nanosPerOp())
        .contains(11.0);
    assertThat(watched(List.of(16.0), List.of(1.8)).figures().nanosPerOp()).contains(16.0);
  }

  @Test
  void isDisturbed_fewerThanAnEighthOfIterationsQuiet_isTrue() {
    assertThat(fork(40, 5).isDisturbed()).isFalse();
    assertThat(fork(40, 4).isDisturbed()).isTrue();
    assertThat(fork(5, 2).isDisturbed()).isFalse();
    assertThat(fork(5, 1).isDisturbed()).isTrue();
    assertThat(fork(1, 1).isDisturbed()).isFalse();
    assertThat(watched(List.of(10.0), List.of()).isDisturbed()).isFalse();
  }

  /** A fork whose first iterations have a quiet core. */
  private static ForkRecord fork(int iterations, int quiet) {
    return watched(
        Collections.nCopies(iterations, 10.0),
        IntStream.range(0, iterations).mapToObj(i -> i < quiet ? 1.0 : 1.5).toList());
  }

  /** A fork of 10 rows an operation. */
  private static ForkRecord watched(List<Double> scores, List<Double> slowdowns) {
    ForkRecord fork = ForkFixture.fork(ROW, ForkSlot.of("run", 1), 1);
    Map<String, SecondaryScores> secondary = new HashMap<>();
    secondary.put(
        "rows", new SecondaryScores("ns/op", scores.stream().map(it -> it / 10).toList()));
    if (!slowdowns.isEmpty()) {
      secondary.put(CpuContention.SLOWDOWN, new SecondaryScores("times", slowdowns));
    }
    return new ForkRecord(
        fork.timestamp(),
        fork.row(),
        fork.slot(),
        fork.settings(),
        "ns/op",
        scores,
        secondary,
        fork.build(),
        fork.environment(),
        fork.noise());
  }

  @Test
  void figures_withoutCounters_areAbsent() {
    ForkFigures figures = ForkFixture.fork(ROW, ForkSlot.of("run", 1), 5).figures();

    assertThat(figures.nanosPerRow()).isEmpty();
    assertThat(figures.gigabytesPerSecond()).isEmpty();
    assertThat(figures.allocatedPerOp()).isEmpty();
    assertThat(figures.allocatedPerRow()).isEmpty();
  }

  @Test
  void scoreUnit_withoutTime_isNone() {
    assertThat(ScoreUnit.of("B/op")).isEmpty();
    assertThat(ScoreUnit.of("counts")).isEmpty();
    assertThat(ScoreUnit.of("ms/op")).isEqualTo(Optional.of(new ScoreUnit(1e6, false)));
    assertThat(ScoreUnit.of("ops/s")).isEqualTo(Optional.of(new ScoreUnit(1e9, true)));
  }

  private static ForkFigures figures(
      String unit, double score, String counterUnit, double rows, double bytes) {
    ForkRecord fork =
        ForkFixture.fork(
            ROW,
            ForkSlot.of("run", 1),
            1,
            Map.of(
                "rows", new SecondaryScores(counterUnit, List.of(rows)),
                "bytes", new SecondaryScores(counterUnit, List.of(bytes)),
                "gc.alloc.rate.norm", new SecondaryScores("B/op", List.of(50.0))));
    return new ForkRecord(
            fork.timestamp(),
            fork.row(),
            fork.slot(),
            fork.settings(),
            unit,
            List.of(score),
            fork.secondary(),
            fork.build(),
            fork.environment(),
            fork.noise())
        .figures();
  }
}
