package dev.weir.micro.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.Notice;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.core.pipeline.DestStage;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.SourceStage;
import dev.weir.micro.Agreement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run with all fields of its record, and the gate of the record's text. */
final class RunRecords {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long ROWS = 1_000_000;

  private RunRecords() {}

  /** Returns a verified run with a notice. */
  static PipelineResult result() {
    return new PipelineResult(
        "orders_to_warehouse",
        "5f0c1d6e-8f5b-4c1a-9d5e-2b7a0c3e4d6f",
        3,
        new PipelineResult.Rows(ROWS, ROWS, 12, 7, 1, 0, 125_000_000, 125_000_000),
        List.of(),
        Optional.of(new Digest(ROWS, 0x1234_5678_9abc_def0L)),
        new PipelineResult.Times(
            1.123456,
            245.5,
            12.25,
            11.75,
            1.1,
            seconds(SourceStage.values()),
            14.5,
            1.2,
            seconds(DestStage.values())),
        1,
        new PipelineResult.Usage(1.95, 3, 0.012, 52_428_800, 67_108_864, Optional.of(238_000_000L)),
        new PipelineResult.Setup("17.0.15", "18.1", "18.1", "copy", "lz4", 2),
        Optional.of(
            new AdaptiveBatches.Decisions(
                8_192, 65_536, 8_388_608, 40, 8_000, 8_300_000, 10, 2, 8_388_608)),
        List.of(
            new Notice(
                Place.of(Side.SOURCE, "postgres").inStream("orders"),
                "At least 12 rows at or below the last cursor are not delivered")));
  }

  private static Map<String, Double> seconds(Enum<?>[] stages) {
    Map<String, Double> seconds = new HashMap<>();
    for (Enum<?> stage : stages) {
      seconds.put(stage.name().toLowerCase(Locale.ROOT), 0.125 + seconds.size());
    }
    return seconds;
  }

  /** Parses a record. */
  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Passes if a record has the run's values, and its tree the record's text.
   *
   * @throws IllegalStateException if it has not
   */
  static void check(PipelineResult result, String json) {
    JsonNode tree = parse(json);
    Agreement.requireEqual("the tree", "the record", json, tree.toString());
    Agreement.requireEqual("weir", "the run", result.runId(), tree.path("run_id").asText());
    Agreement.requireEqual(
        "weir", "the rows", result.rows().read(), tree.path("records_read").longValue());
    Agreement.requireEqual(
        "weir",
        "the duration",
        result.times().durationSecs(),
        tree.path("duration_secs").doubleValue());
    for (SourceStage stage : SourceStage.values()) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      Agreement.requireEqual(
          "weir",
          name,
          result.times().sourceParts().get(name),
          tree.path("source_" + name + "_secs").doubleValue());
    }
    Agreement.requireEqual(
        "weir", "the notices", result.notices().size(), tree.path("notices").size());
  }
}
