package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.micro.cpu.CpuContention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowSummaryTest {
  private static final RowKey ROW = ForkFixture.row("encode", "100");

  @Test
  void values_disturbedForks_areLeftOutIfThreeOthersRemain() {
    List<ForkRecord> forks = new ArrayList<>(ForkFixture.forks(ROW, "run", 10, 11));
    forks.add(disturbed(16));
    assertThat(RowSummary.values(forks, ForkFigures::nanosPerOp)).containsExactly(10, 11, 16);

    forks.add(ForkFixture.fork(ROW, ForkSlot.of("run", 4), 12));
    assertThat(RowSummary.values(forks, ForkFigures::nanosPerOp)).containsExactly(10, 11, 12);
    assertThat(new RowSummary(ROW, forks).forks()).hasSize(3);
  }

  private static ForkRecord disturbed(double nanos) {
    return ForkFixture.fork(
        ROW,
        ForkSlot.of("run", 3),
        nanos,
        Map.of(CpuContention.SLOWDOWN, new SecondaryScores("times", List.of(1.6))));
  }
}
