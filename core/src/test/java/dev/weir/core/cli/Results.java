package dev.weir.core.cli;

import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Notice;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.core.pipeline.DestStage;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.SourceStage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results for tests of what is done with them. */
final class Results {
  private Results() {}

  static PipelineResult verified() {
    return result(
        Optional.of(new Digest(50_000, 0xff)),
        Optional.of(123L),
        List.of(new Notice(Place.of(Side.SOURCE), "2 rows are late.")));
  }

  static PipelineResult plain() {
    return result(Optional.empty(), Optional.empty(), List.of());
  }

  private static PipelineResult result(
      Optional<Digest> digest, Optional<Long> rss, List<Notice> notices) {
    return new PipelineResult(
        "demo",
        "run-1",
        2,
        new PipelineResult.Rows(50_000, 50_000, 0, 0, 0, 0, 5_242_880, 5_242_880),
        digest.isPresent()
            ? List.of(new PipelineResult.Output("events", "alerts", "alarms", 3, 2, 1, 60))
            : List.of(),
        digest,
        new PipelineResult.Times(
            0.5,
            250,
            1.5,
            2.5,
            0.4,
            seconds(SourceStage.values()),
            12,
            0.45,
            seconds(DestStage.values())),
        1,
        new PipelineResult.Usage(0.9, 3, 0.01, 1000, 2000, rss),
        new PipelineResult.Setup("17.0.1", "Memory 1.0", "Memory 1.0", "collect", "none", 1),
        digest.map(
            it ->
                new AdaptiveBatches.Decisions(
                    8192, 65_536, 262_144, 9, 100, 262_144, 5, 1, 131_072)),
        notices);
  }

  private static Map<String, Double> seconds(Enum<?>[] stages) {
    return Arrays.stream(stages)
        .collect(Collectors.toMap(stage -> stage.name().toLowerCase(Locale.ROOT), stage -> 0.1));
  }
}
