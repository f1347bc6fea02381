package dev.weir.core.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.pipeline.DestStage;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.SourceStage;
import java.util.Locale;
import java.util.Map;

/**
 * A run as one JSON object on one line, the form that the benchmark harness reads. A field that is
 * not known is absent, never null or zero. Sizes are in bytes, durations in the unit of the name.
 */
final class RunRecord {
  /** Raised when a field changes its meaning or goes; a new field does not raise it. */
  static final int VERSION = 1;

  private RunRecord() {}

  static String json(PipelineResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("record_version", VERSION);
    json.put("pipeline", result.pipeline());
    json.put("run_id", result.runId());
    json.put("repeat", result.repeat());
    json.put("records_read", result.recordsRead());
    json.put("records_written", result.recordsWritten());
    json.put("bytes_read", result.bytesRead());
    json.put("bytes_written", result.bytesWritten());
    result.sourceHash().ifPresent(hash -> json.put("source_hash", hash));
    result.destHash().ifPresent(hash -> json.put("dest_hash", hash));
    result.destRows().ifPresent(rows -> json.put("dest_rows", rows));
    json.put("duration_secs", result.durationSecs());
    json.put("startup_ms", result.startupMs());
    json.put("source_connector_load_ms", result.sourceConnectorLoadMs());
    json.put("dest_connector_load_ms", result.destConnectorLoadMs());
    json.put("source_duration_secs", result.sourceDurationSecs());
    parts(json, "source", SourceStage.values(), result.sourceParts());
    json.put("time_to_first_row_ms", result.timeToFirstRowMs());
    json.put("dest_duration_secs", result.destDurationSecs());
    parts(json, "dest", DestStage.values(), result.destParts());
    json.put("retry_count", result.retryCount());
    json.put("cpu_secs", result.cpuSecs());
    json.put("gc_count", result.gcCount());
    json.put("gc_secs", result.gcSecs());
    json.put("allocated_bytes", result.allocatedBytes());
    json.put("heap_peak_bytes", result.heapPeakBytes());
    result.rssPeakBytes().ifPresent(bytes -> json.put("rss_peak_bytes", bytes));
    json.put("jdk", result.jdk());
    json.put("source_version", result.sourceVersion());
    json.put("dest_version", result.destVersion());
    json.put("load_method", result.loadMethod());
    json.put("codec", result.codec());
    return json.toString();
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
