package dev.weir.bench.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sample as a line of JSON, and back: the harness's fields first, then all of the engine's record
 * as it was written. {@code sample.schema.json} describes the same line to others; a test holds the
 * two together.
 */
final class SampleJson {
  static final int SCHEMA_VERSION = 1;

  /** The fields that the harness writes, those that may be absent included. */
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
          "bench_run_id",
          "iteration",
          "position",
          "seed",
          "environment",
          "noise",
          "facts");

  private SampleJson() {}

  static String write(Sample sample) {
    ObjectNode json = header(sample);
    sample
        .run()
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

  private static ObjectNode header(Sample sample) {
    ObjectNode json = Fields.object();
    json.put("schema_version", SCHEMA_VERSION);
    json.put("timestamp", sample.timestamp().toString());
    json.put("connector", sample.subject().connector());
    json.put("mode", sample.subject().mode());
    json.put("bench_rows", sample.subject().rows());
    json.put("limit", sample.subject().limit());
    json.put("phase", sample.phase().word());
    sample.build().arm().ifPresent(arm -> json.put("arm", arm.name()));
    sample.build().ref().ifPresent(ref -> json.put("ref", ref));
    sample.build().sha().ifPresent(sha -> json.put("git_sha", sha));
    sample.build().branch().ifPresent(branch -> json.put("git_branch", branch));
    json.put("dirty", sample.build().dirty());
    json.put("bench_run_id", sample.slot().runId());
    json.put("iteration", sample.slot().iteration());
    json.put("position", sample.slot().position());
    json.put("seed", sample.slot().seed());
    json.set("environment", sample.environment().toJson());
    json.set("noise", sample.noise().toJson());
    ObjectNode facts = json.putObject("facts");
    sample.facts().forEach(facts::put);
    return json;
  }

  static Sample read(String line) {
    Fields fields = Fields.parse(line);
    long version = fields.count("schema_version");
    if (version != SCHEMA_VERSION) {
      throw new IncompleteRecordException(
          "schema_version %d is not known, only %d".formatted(version, SCHEMA_VERSION));
    }
    return new Sample(
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
            fields.flag("dirty")),
        new Slot(
            fields.text("bench_run_id"),
            fields.smallCount("iteration"),
            fields.smallCount("position"),
            fields.signed("seed")),
        Environment.of(fields.object("environment")),
        Noise.of(fields.object("noise")),
        facts(fields.object("facts")),
        RunRecord.of(new Fields(fields.json().deepCopy().remove(OWN_FIELDS))));
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
      throw new IncompleteRecordException("field timestamp is no time: " + text, e);
    }
  }
}
