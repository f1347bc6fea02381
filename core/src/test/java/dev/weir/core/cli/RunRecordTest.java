package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  @Test
  void json_isOneLineWithEveryFieldOfTheSchema() throws Exception {
    String json = RunRecord.json(Results.verified());

    assertThat(json).hasLineCount(1);
    assertThat(RunRecordSchema.errors(json)).isEmpty();
    assertThat(names(new ObjectMapper().readTree(json)))
        .containsExactlyElementsOf(RunRecordSchema.fields());
  }

  @Test
  void json_unknownValues_areOmitted() throws Exception {
    String json = RunRecord.json(Results.plain());

    assertThat(RunRecordSchema.errors(json)).isEmpty();
    assertThat(names(new ObjectMapper().readTree(json)))
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
  void json_outputs_haveTheirCounts() throws Exception {
    assertThat(new ObjectMapper().readTree(RunRecord.json(Results.verified())).get("outputs"))
        .hasToString(
            "[{\"stream\":\"events\",\"name\":\"alerts\",\"target\":\"alarms\",\"records_emitted\":3,"
                + "\"records_written\":2,\"records_updated\":1,\"bytes_written\":60}]");
  }

  @Test
  void summary_isOneReadableLine() {
    assertThat(RunSummary.line(Results.plain(), 1))
        .isEqualTo("demo: 50,000 rows, 5.0 MiB in 0.50 s (100,000 rows/s, 10.0 MiB/s)");
    assertThat(RunSummary.line(Results.verified(), 5))
        .endsWith(", 2 rows to alarms, verified, run 2 of 5");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
