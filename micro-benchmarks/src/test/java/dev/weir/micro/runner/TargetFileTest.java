package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetFileTest {
  private static final KnownBenchmarks KNOWN =
      new KnownBenchmarks(
          Map.of(
              "dev.weir.micro.ipc.CodecBenchmark.encode", Set.of("rows", "shape"),
              "dev.weir.micro.ipc.CodecBenchmark.copy", Set.of("rows"),
              "dev.weir.comparison.ReaderBenchmark.ours", Set.of("rows")));

  @Test
  void own_targets_nameBenchmarksAndParametersThatExist() {
    // Throws where one does not.
    assertThat(TargetFile.own()).isNotNull();
  }

  @Test
  void parse_entry_isRead() {
    List<BenchmarkTarget> targets =
        TargetFile.parse(
            """
            - benchmark: ipc.CodecBenchmark.encode
              params: {rows: ["1000", 10000], shape: WIDE}
              metric: ratio
              against: copy
              bound: 0.25
              aim: 0.5
              source: a measurement
            - {benchmark: comparison.ReaderBenchmark.ours, metric: time, per: row, bound: 5, aim: 5, source: s}
            - {benchmark: ipc.CodecBenchmark.encode, metric: allocation, base: {rows: 100}, bound: 0, aim: 0, source: s}
            """,
            KNOWN);

    assertThat(targets.get(0))
        .isEqualTo(
            new BenchmarkTarget(
                "dev.weir.micro.ipc.CodecBenchmark.encode",
                Map.of("rows", List.of("1000", "10000"), "shape", List.of("WIDE")),
                TargetMetric.RATIO,
                Optional.of("dev.weir.micro.ipc.CodecBenchmark.copy"),
                Map.of(),
                0.25,
                0.5,
                "a measurement"));
    assertThat(targets.get(1).metric()).isEqualTo(TargetMetric.ROW_TIME);
    assertThat(targets.get(1).benchmark()).isEqualTo("dev.weir.comparison.ReaderBenchmark.ours");
    assertThat(targets.get(2).base()).isEqualTo(Map.of("rows", "100"));
  }

  @Test
  void parse_emptyDocument_hasNoTargets() {
    assertThat(TargetFile.parse("# nothing\n", KNOWN)).isEmpty();
  }

  @Test
  void parse_wrongEntries_areAllNamed() {
    assertThatThrownBy(
            () ->
                TargetFile.parse(
                    """
                    - {benchmark: ipc.CodecBenchmark.encoed, metric: time, bound: 1, aim: 1, source: s}
                    - {benchmark: ipc.CodecBenchmark.encode, params: {row: 1}, metric: tme, bound: 1, aim: 1, source: s}
                    - {benchmark: ipc.CodecBenchmark.encode, metric: ratio, bound: many, aim: 1, source: s}
                    - {benchmark: ipc.CodecBenchmark.encode, metric: rate, agains: copy, bound: 2, aim: 1, source: s}
                    - {benchmark: ipc.CodecBenchmark.encode, metric: rate, bound: 2, aim: 1, source: s}
                    - {benchmark: ipc.CodecBenchmark.encode, metric: rate, per: row, bound: 1, aim: 2, source: s}
                    - {benchmark: ipc.CodecBenchmark.encode, metric: time, against: copy, bound: 1, aim: 1}
                    - 7
                    """,
                    KNOWN))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining(
            "targets.yaml: entry 1 (ipc.CodecBenchmark.encoed): no such benchmark; did you mean ipc.CodecBenchmark.encode?")
        .hasMessageContaining(
            "entry 2 (ipc.CodecBenchmark.encode): unknown metric tme; did you mean time?")
        .hasMessageContaining("params: the benchmark has no parameter row; it has: [rows, shape]")
        .hasMessageContaining("entry 3 (ipc.CodecBenchmark.encode): against is missing")
        .hasMessageContaining("bound must be a number, not many")
        .hasMessageContaining("unknown key agains; did you mean against?")
        .hasMessageContaining(
            "entry 5 (ipc.CodecBenchmark.encode): the aim 1.0 is worse than the bound 2.0")
        .hasMessageContaining("per must be row, and is for the metric time")
        .hasMessageContaining("against is for the metrics ratio and difference")
        .hasMessageContaining("source is missing")
        .hasMessageContaining("entry 8: must be a mapping with the keys benchmark, params");
  }

  @Test
  void parse_noList_isRefused() {
    assertThatThrownBy(() -> TargetFile.parse("benchmark: x", KNOWN))
        .hasMessage("targets.yaml: the document must be a list of entries");
    assertThatThrownBy(() -> TargetFile.parse("- [", KNOWN))
        .hasMessageContaining("targets.yaml is not YAML");
  }
}
