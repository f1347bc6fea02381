package dev.weir.micro.runner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Fields;
import dev.weir.bench.result.IncompleteRecordException;
import dev.weir.bench.result.Noise;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fork as a line of JSON, which {@code docs/micro-record.schema.json} describes; a test compares
 * the two. The field {@code figures} is for other readers: this one computes it again.
 */
final class ForkRecordJson {
  static final int SCHEMA_VERSION = 1;

  private ForkRecordJson() {}

  static String write(ForkRecord fork) {
    ObjectNode json = Fields.object();
    json.put("schema_version", SCHEMA_VERSION);
    json.put("timestamp", fork.timestamp().toString());
    json.put("bench_run_id", fork.slot().runId());
    BenchmarkTier.of(fork.row().benchmark()).ifPresent(tier -> json.put("tier", tier.word()));
    json.put("benchmark", fork.row().benchmark());
    ObjectNode params = json.putObject("params");
    fork.row().params().forEach(params::put);
    json.put("mode", fork.row().mode());
    json.put("fork", fork.slot().fork());
    json.put("position", fork.slot().position());
    fork.slot().arm().ifPresent(arm -> json.put("arm", arm.name()));
    fork.slot().seed().ifPresent(seed -> json.put("seed", seed));
    json.put("unit", fork.unit());
    numbers(json.putArray("scores"), fork.scores());
    ObjectNode secondary = json.putObject("secondary");
    fork.secondary().forEach((label, result) -> secondary(secondary.putObject(label), result));
    figures(json.putObject("figures"), fork.figures());
    settings(json.putObject("settings"), fork.settings());
    fork.build().sha().ifPresent(sha -> json.put("git_sha", sha));
    json.put("dirty", fork.build().dirty());
    fork.build().digest().ifPresent(digest -> json.put("build_digest", digest));
    json.set("environment", fork.environment().toJson());
    json.put("environment_key", fork.environment().key());
    json.set("noise", fork.noise().toJson());
    return json.toString();
  }

  private static void secondary(ObjectNode json, SecondaryScores result) {
    json.put("unit", result.unit());
    numbers(json.putArray("scores"), result.scores());
  }

  private static void figures(ObjectNode json, ForkFigures figures) {
    figures.nanosPerOp().ifPresent(value -> json.put("ns_per_op", value));
    figures.nanosPerRow().ifPresent(value -> json.put("ns_per_row", value));
    figures.gigabytesPerSecond().ifPresent(value -> json.put("gb_per_sec", value));
    figures.rowsPerOp().ifPresent(value -> json.put("rows_per_op", value));
    figures.allocatedPerOp().ifPresent(value -> json.put("alloc_bytes_per_op", value));
    figures.allocatedPerRow().ifPresent(value -> json.put("alloc_bytes_per_row", value));
    figures.p99NanosPerOp().ifPresent(value -> json.put("p99_ns_per_op", value));
    figures.heldBytes().ifPresent(value -> json.put("held_bytes", value));
  }

  private static void settings(ObjectNode json, ForkSettings settings) {
    json.put("threads", settings.threads());
    json.put("warmup_iterations", settings.warmupIterations());
    json.put("warmup_ms", settings.warmupMillis());
    json.put("iterations", settings.measurementIterations());
    json.put("iteration_ms", settings.measurementMillis());
    ArrayNode jvmArgs = json.putArray("jvm_args");
    settings.jvmArgs().forEach(jvmArgs::add);
  }

  private static void numbers(ArrayNode array, List<Double> numbers) {
    numbers.forEach(array::add);
  }

  /**
   * Reads a line.
   *
   * @throws IncompleteRecordException where it is none, or one of another version
   */
  static ForkRecord read(String line) {
    Fields fields = Fields.parse(line);
    long version = fields.count("schema_version");
    if (version != SCHEMA_VERSION) {
      throw new IncompleteRecordException(
          "schema_version %d is unknown; this version reads %d".formatted(version, SCHEMA_VERSION));
    }
    List<Double> scores = fields.numberList("scores");
    if (scores.isEmpty()) {
      throw new IncompleteRecordException("field scores must have at least one number");
    }
    return new ForkRecord(
        instant(fields.text("timestamp")),
        new RowKey(fields.text("benchmark"), fields.texts("params"), fields.text("mode")),
        slot(fields),
        settings(fields.object("settings")),
        fields.text("unit"),
        scores,
        secondary(fields.object("secondary")),
        new Build(
            Optional.empty(),
            Optional.empty(),
            fields.optionalText("git_sha"),
            Optional.empty(),
            fields.flag("dirty"),
            fields.optionalText("build_digest")),
        Environment.of(fields.object("environment")),
        Noise.of(fields.object("noise")));
  }

  private static ForkSlot slot(Fields fields) {
    int position = fields.smallCount("position");
    if (position == 0) {
      throw new IncompleteRecordException("field position must be 1 or more");
    }
    return new ForkSlot(
        fields.text("bench_run_id"),
        fields.smallCount("fork"),
        position,
        fields.optionalText("arm").map(Arm::parse),
        fields.json().hasNonNull("seed") ? Optional.of(fields.signed("seed")) : Optional.empty());
  }

  private static ForkSettings settings(Fields fields) {
    return new ForkSettings(
        fields.smallCount("threads"),
        fields.smallCount("warmup_iterations"),
        fields.count("warmup_ms"),
        fields.smallCount("iterations"),
        fields.count("iteration_ms"),
        fields.textList("jvm_args"));
  }

  private static Map<String, SecondaryScores> secondary(Fields fields) {
    Map<String, SecondaryScores> secondary = new LinkedHashMap<>();
    for (Map.Entry<String, ?> field : fields.json().properties()) {
      Fields result = fields.object(field.getKey());
      secondary.put(
          field.getKey(), new SecondaryScores(result.text("unit"), result.numberList("scores")));
    }
    return secondary;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IncompleteRecordException(
          "field timestamp must be an ISO 8601 instant, not " + text, e);
    }
  }
}
