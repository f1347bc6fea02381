package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  @Test
  void json_containsEveryFieldOnOneLine() throws Exception {
    String json = RunRecord.json(Results.verified());

    assertThat(json).hasLineCount(1);
    assertThat(names(new ObjectMapper().readTree(json)))
        .containsExactly(
            "record_version",
            "pipeline",
            "run_id",
            "repeat",
            "records_read",
            "records_written",
            "records_inserted",
            "records_updated",
            "records_late",
            "records_null_cursor",
            "records_missed",
            "bytes_read",
            "bytes_written",
            "source_hash",
            "dest_hash",
            "dest_rows",
            "duration_secs",
            "startup_ms",
            "source_connector_load_ms",
            "dest_connector_load_ms",
            "source_duration_secs",
            "source_connect_secs",
            "source_query_secs",
            "source_fetch_secs",
            "source_arrow_encode_secs",
            "source_compress_secs",
            "source_blocked_secs",
            "source_verify_secs",
            "time_to_first_row_ms",
            "dest_duration_secs",
            "dest_connect_secs",
            "dest_receive_secs",
            "dest_decompress_secs",
            "dest_arrow_decode_secs",
            "dest_transform_secs",
            "dest_flush_secs",
            "dest_build_secs",
            "dest_verify_secs",
            "dest_commit_secs",
            "retry_count",
            "cpu_secs",
            "gc_count",
            "gc_secs",
            "allocated_bytes",
            "heap_peak_bytes",
            "rss_peak_bytes",
            "jdk",
            "source_version",
            "dest_version",
            "load_method",
            "codec",
            "lanes",
            "notices");
  }

  @Test
  void json_unknownValues_areOmitted() throws Exception {
    assertThat(names(new ObjectMapper().readTree(RunRecord.json(Results.plain()))))
        .doesNotContain("source_hash", "dest_hash", "dest_rows", "rss_peak_bytes", "notices")
        .contains("codec");
  }

  @Test
  void json_notices_includeTheirPlace() throws Exception {
    assertThat(new ObjectMapper().readTree(RunRecord.json(Results.verified())).get("notices"))
        .extracting(JsonNode::asText)
        .containsExactly("source: 2 rows are late.");
  }

  @Test
  void summary_isOneReadableLine() {
    assertThat(RunSummary.line(Results.plain(), 1))
        .isEqualTo("demo: 50,000 rows, 5.0 MiB in 0.50 s (100,000 rows/s, 10.0 MiB/s)");
    assertThat(RunSummary.line(Results.verified(), 5)).endsWith(", verified, run 2 of 5");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
