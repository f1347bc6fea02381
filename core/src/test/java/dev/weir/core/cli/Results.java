package dev.weir.core.cli;

import dev.weir.core.pipeline.DestStage;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.SourceStage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results for tests of what is done with them. */
final class Results {
  private Results() {}

  static PipelineResult verified() {
    return result(Optional.of("00ff"), Optional.of(50_000L), Optional.of(123L));
  }

  static PipelineResult plain() {
    return result(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static PipelineResult result(
      Optional<String> hash, Optional<Long> rows, Optional<Long> rss) {
    return new PipelineResult(
        "demo",
        "run-1",
        2,
        50_000,
        50_000,
        5_242_880,
        5_242_880,
        hash,
        hash,
        rows,
        0.5,
        250,
        1.5,
        2.5,
        0.4,
        seconds(SourceStage.values()),
        12,
        0.45,
        seconds(DestStage.values()),
        1,
        0.9,
        3,
        0.01,
        1000,
        2000,
        rss,
        "17.0.1",
        "Memory 1.0",
        "Memory 1.0",
        "collect",
        "none");
  }

  private static Map<String, Double> seconds(Enum<?>[] stages) {
    return Arrays.stream(stages)
        .collect(Collectors.toMap(stage -> stage.name().toLowerCase(Locale.ROOT), stage -> 0.1));
  }
}
