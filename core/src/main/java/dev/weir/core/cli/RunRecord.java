package dev.weir.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.core.pipeline.DestStage;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.SourceStage;
import java.util.Locale;
import java.util.Map;

/**
 * A run as one JSON object on one line, the form that the benchmark harness reads. A field that is
 * not known is absent, never null or zero. Sizes are in bytes, durations in the unit of the name.
 */
public final class RunRecord {
  /** Raised when a field changes its meaning or goes; a new field does not raise it. */
  static final int VERSION = 1;

  private RunRecord() {}

  /** Returns the record of a run. */
  public static String json(PipelineResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("record_version", VERSION);
    json.put("pipeline", result.pipeline());
    json.put("run_id", result.runId());
    json.put("repeat", result.repeat());
    rows(json, result);
    times(json, result.times());
    json.put("retry_count", result.retries());
    usage(json, result.usage());
    json.put("jdk", result.setup().jdk());
    json.put("source_version", result.setup().sourceVersion());
    json.put("dest_version", result.setup().destVersion());
    json.put("load_method", result.setup().loadMethod());
    json.put("codec", result.setup().codec());
    json.put("lanes", result.setup().lanes());
    result
        .adaptiveBatches()
        .ifPresent(batches -> batches(json.putObject("adaptive_batches"), batches));
    if (!result.outputs().isEmpty()) {
      ArrayNode outputs = json.putArray("outputs");
      result.outputs().forEach(output -> output(outputs.addObject(), output));
    }
    if (!result.notices().isEmpty()) {
      ArrayNode notices = json.putArray("notices");
      result.notices().forEach(notice -> notices.add(ConsoleProgress.line(notice)));
    }
    return json.toString();
  }

  private static void rows(ObjectNode json, PipelineResult result) {
    PipelineResult.Rows rows = result.rows();
    json.put("records_read", rows.read());
    json.put("records_written", rows.written());
    json.put("records_inserted", rows.written() - rows.updated());
    json.put("records_updated", rows.updated());
    json.put("records_late", rows.late());
    json.put("records_null_cursor", rows.nullCursor());
    json.put("records_missed", rows.missed());
    json.put("bytes_read", rows.bytesRead());
    json.put("bytes_written", rows.bytesWritten());
    result
        .verified()
        .ifPresent(
            digest -> {
              json.put("source_hash", digest.hashText());
              json.put("dest_hash", digest.hashText());
              json.put("dest_rows", digest.rows());
            });
  }

  private static void output(ObjectNode json, PipelineResult.Output output) {
    json.put("stream", output.stream());
    json.put("name", output.name());
    json.put("target", output.target());
    json.put("records_emitted", output.emitted());
    json.put("records_written", output.written());
    json.put("records_updated", output.updated());
    json.put("bytes_written", output.bytes());
  }

  private static void times(ObjectNode json, PipelineResult.Times times) {
    json.put("duration_secs", times.durationSecs());
    json.put("startup_ms", times.startupMs());
    json.put("source_connector_load_ms", times.sourceConnectorLoadMs());
    json.put("dest_connector_load_ms", times.destConnectorLoadMs());
    json.put("source_duration_secs", times.sourceSecs());
    parts(json, "source", SourceStage.values(), times.sourceParts());
    json.put("time_to_first_row_ms", times.timeToFirstRowMs());
    json.put("dest_duration_secs", times.destSecs());
    parts(json, "dest", DestStage.values(), times.destParts());
  }

  private static void batches(ObjectNode json, AdaptiveBatches.Decisions batches) {
    json.put("first_bytes", batches.first());
    json.put("bytes_min", batches.bytesMin());
    json.put("bytes_max", batches.bytesMax());
    json.put("batches", batches.batches());
    json.put("smallest_bytes", batches.smallest());
    json.put("largest_bytes", batches.largest());
    json.put("grown", batches.grown());
    json.put("shrunk", batches.shrunk());
    json.put("last_bytes", batches.last());
  }

  private static void usage(ObjectNode json, PipelineResult.Usage usage) {
    json.put("cpu_secs", usage.cpuSecs());
    json.put("gc_count", usage.gcCount());
    json.put("gc_secs", usage.gcSecs());
    json.put("allocated_bytes", usage.allocatedBytes());
    json.put("heap_peak_bytes", usage.heapPeakBytes());
    usage.residentPeakBytes().ifPresent(bytes -> json.put("rss_peak_bytes", bytes));
  }

  private static void parts(
      ObjectNode json, String side, Enum<?>[] stages, Map<String, Double> seconds) {
    for (Enum<?> stage : stages) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      Double value = seconds.get(name);
      if (value != null) {
        json.put(side + "_" + name + "_secs", value);
      }
    }
  }
}
