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
  private static final ForkRecord FORK = ForkFixture.fork(ROW, ForkSlot.of("run", 1), 1);

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
  void figures_severalIterations_areOfTheFastest() {
    ForkFigures figures = watched(List.of(60.0, 10.0, 20.0), List.of(1.0, 1.6, 1.0)).figures();

    assertThat(figures.nanosPerOp()).contains(10.0);
    assertThat(figures.nanosPerRow()).contains(1.0);
  }

  @Test
  void figures_rates_areOfTheHighest() {
    ForkRecord rates = ForkFixture.with(FORK, "ops/ns", List.of(0.1, 0.5, 0.2), Map.of());

    assertThat(rates.figures().nanosPerOp()).contains(2.0);
  }

  @Test
  void figures_thatAreNoTime_areOfTheIterationsOnAQuietCore() {
    assertThat(held(List.of(1.0, 1.16, 1.15, 1.6)).heldBytes()).contains(20.0);
    assertThat(held(List.of(1.3, 1.2, 1.4, 1.6)).heldBytes()).contains(15.0);
    assertThat(held(List.of()).heldBytes()).contains(25.0);
  }

  private static ForkFigures held(List<Double> slowdowns) {
    return watched(
            List.of(1.0, 2.0, 3.0, 4.0),
            slowdowns,
            "heldBytes",
            new SecondaryScores("B", List.of(10.0, 20.0, 30.0, 40.0)))
        .figures();
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
    return watched(
        scores,
        slowdowns,
        "rows",
        new SecondaryScores("ns/op", scores.stream().map(it -> it / 10).toList()));
  }

  private static ForkRecord watched(
      List<Double> scores, List<Double> slowdowns, String label, SecondaryScores counted) {
    Map<String, SecondaryScores> secondary = new HashMap<>();
    secondary.put(label, counted);
    if (!slowdowns.isEmpty()) {
      secondary.put(CpuContention.SLOWDOWN, new SecondaryScores("times", slowdowns));
    }
    return ForkFixture.with(FORK, "ns/op", scores, secondary);
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
    Map<String, SecondaryScores> secondary =
        Map.of(
            "rows", new SecondaryScores(counterUnit, List.of(rows)),
            "bytes", new SecondaryScores(counterUnit, List.of(bytes)),
            "gc.alloc.rate.norm", new SecondaryScores("B/op", List.of(50.0)));
    return ForkFixture.with(FORK, unit, List.of(score), secondary).figures();
  }
}
