package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded run as a line of JSON: the harness's fields first, then the engine's record as it was
 * written. {@code recorded-run.schema.json} describes the line; a test compares the two.
 */
final class RecordedRunJson {
  static final int SCHEMA_VERSION = 2;

  /** The version without {@code build_digest} and {@code harness}; it can still be read. */
  private static final int FIRST_VERSION = 1;

  /** The fields that the harness writes, including optional ones. */
  private static final List<String> OWN_FIELDS =
      List.of(
          "schema_version",
          "timestamp",
          "connector",
          "mode",
          "bench_rows",
          "limit",
          "phase",
          "arm",
          "ref",
          "git_sha",
          "git_branch",
          "dirty",
          "build_digest",
          "bench_run_id",
          "iteration",
          "position",
          "seed",
          "environment",
          "noise",
          "facts",
          "harness");

  private RecordedRunJson() {}

  static String write(RecordedRun run) {
    ObjectNode json = header(run);
    run.record()
        .json()
        .properties()
        .forEach(
            field -> {
              if (OWN_FIELDS.contains(field.getKey())) {
                throw new IncompleteRecordException(
                    "the record has a field that the harness writes: " + field.getKey());
              }
              json.set(field.getKey(), field.getValue());
            });
    return json.toString();
  }

  private static ObjectNode header(RecordedRun run) {
    ObjectNode json = Fields.object();
    json.put("schema_version", SCHEMA_VERSION);
    json.put("timestamp", run.timestamp().toString());
    json.put("connector", run.subject().connector());
    json.put("mode", run.subject().mode());
    json.put("bench_rows", run.subject().rows());
    json.put("limit", run.subject().limit());
    json.put("phase", run.phase().word());
    run.build().arm().ifPresent(arm -> json.put("arm", arm.name()));
    run.build().ref().ifPresent(ref -> json.put("ref", ref));
    run.build().sha().ifPresent(sha -> json.put("git_sha", sha));
    run.build().branch().ifPresent(branch -> json.put("git_branch", branch));
    json.put("dirty", run.build().dirty());
    run.build().digest().ifPresent(digest -> json.put("build_digest", digest));
    json.put("bench_run_id", run.slot().runId());
    json.put("iteration", run.slot().iteration());
    json.put("position", run.slot().position());
    json.put("seed", run.slot().seed());
    json.set("environment", run.environment().toJson());
    json.set("noise", run.noise().toJson());
    ObjectNode facts = json.putObject("facts");
    run.facts().forEach(facts::put);
    json.set("harness", run.harness().toJson());
    return json;
  }

  /** Rejects a line of another version of the schema. */
  static void requireKnown(long version) {
    if (version != SCHEMA_VERSION && version != FIRST_VERSION) {
      throw new IncompleteRecordException(
          "schema_version %d is unknown; this harness reads versions %d and %d"
              .formatted(version, FIRST_VERSION, SCHEMA_VERSION));
    }
  }

  static RecordedRun read(String line) {
    Fields fields = Fields.parse(line);
    long version = fields.count("schema_version");
    requireKnown(version);
    return new RecordedRun(
        instant(fields.text("timestamp")),
        new Subject(
            fields.text("connector"),
            fields.text("mode"),
            fields.count("bench_rows"),
            fields.flag("limit")),
        Phase.parse(fields.text("phase")),
        new Build(
            fields.optionalText("arm").map(Arm::parse),
            fields.optionalText("ref"),
            fields.optionalText("git_sha"),
            fields.optionalText("git_branch"),
            fields.flag("dirty"),
            fields.optionalText("build_digest")),
        new Slot(
            fields.text("bench_run_id"),
            fields.smallCount("iteration"),
            fields.smallCount("position"),
            fields.signed("seed")),
        Environment.of(fields.object("environment")),
        Noise.of(fields.object("noise")),
        facts(fields.object("facts")),
        EngineRecord.of(new Fields(fields.json().deepCopy().remove(OWN_FIELDS))),
        version == FIRST_VERSION ? Harness.UNKNOWN : Harness.of(fields.object("harness")));
  }

  static Map<String, String> facts(Fields fields) {
    Map<String, String> facts = new LinkedHashMap<>();
    fields
        .json()
        .properties()
        .forEach(field -> facts.put(field.getKey(), field.getValue().asText()));
    return facts;
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
