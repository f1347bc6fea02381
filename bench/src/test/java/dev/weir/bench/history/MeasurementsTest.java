package dev.weir.bench.history;

import static dev.weir.bench.result.EditedRun.bench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.history.Measurement.WarmTime;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.EditedRun;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final String RUN = "20260504T101500Z-7";

  private final List<RecordedRun> runs = new ArrayList<>();

  @Test
  void add_runsOfAProcess_areOneSample() {
    runs.addAll(Records.process("copy", false, Optional.empty(), 1, 0.4, 0.5));
    runs.addAll(Records.process("copy", false, Optional.empty(), 2, 0.6, 0.8));

    assertThat(Measurements.of(runs))
        .singleElement()
        .extracting(Measurement::samples)
        .isEqualTo(List.of(new WarmTime(1, 0.45), new WarmTime(2, 0.7)));
  }

  @Test
  void add_warmUpPair_isLeftOut() {
    runs.addAll(Records.process("copy", false, Optional.of(Arm.A), 0, 9));
    assertThat(Measurements.of(runs)).isEmpty();
  }

  @Test
  void add_otherRowsModesArmsMachinesRunsAndBuilds_areKeptApart() {
    List<RecordedRun> base = bench(RUN, "aaaa", "copy", false, 0.4);
    runs.addAll(base);
    runs.addAll(bench(RUN, "aaaa", "lz4", false, 0.4));
    runs.addAll(bench(RUN, "bbbb", "copy", false, 0.4));
    runs.addAll(bench("20260504T111500Z-8", "aaaa", "copy", false, 0.4));
    for (Arm arm : Arm.values()) {
      // A commit compared with itself, under one name.
      EditedRun.arm(RUN, "aaaa", "copy", false, Optional.of(arm), 0.4)
          .forEach(run -> runs.add(EditedRun.of(run, json -> json.put("ref", "main"))));
    }
    runs.addAll(EditedRun.withRows(base, 1_000));
    runs.addAll(EditedRun.withJdk(base, "Debian 25"));
    runs.addAll(EditedRun.dirty(base));

    assertThat(Measurements.of(runs))
        .hasSize(9)
        .allSatisfy(measurement -> assertThat(measurement.samples()).hasSize(1));
  }

  @Test
  void ratiosTo_roundWithoutTheLimit_isLeftOut() {
    runs.addAll(bench(RUN, "aaaa", "copy", false, 0.4, 0.5, 0.6));
    runs.addAll(bench(RUN, "aaaa", "pipe", true, 0.2, 0.25));
    List<Measurement> measurements = Measurements.of(runs);
    Measurement limit = measurements.get(0).limitIn(measurements).orElseThrow();
    assertThat(limit.subject().mode()).isEqualTo("pipe");
    assertThat(measurements.get(0).ratiosTo(limit)).containsExactly(2.0, 2.0);
    assertThat(limit.limitIn(measurements)).isEmpty();
  }
}
