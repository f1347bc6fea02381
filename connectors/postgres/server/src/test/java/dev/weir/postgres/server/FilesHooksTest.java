package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks of the files connector, with a server that they start. */
class FilesHooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void hooks_narrowRows_verifyEachRun() throws Exception {
    check("narrow", List.of("parquet", "load-csv"));
  }

  @Test
  void hooks_documents_verifyEachRun() throws Exception {
    check("docs", List.of("docs-jsonl"));
  }

  private void check(String fixture, List<String> modes) throws Exception {
    try (Hooks hooks = Hooks.open(directory, "files", "embedded")) {
      hooks.set("BENCH_FIXTURE", fixture);
      hooks.set("BENCH_AOT", "no");
      hooks.set("BENCH_WARMUP", "0");
      hooks.set("BENCH_REPEATS", "1");
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      String digest = JSON.readTree(Files.readString(hooks.facts())).path("digest").asText();
      assertThat(digest).isNotEmpty();

      for (String mode : modes) {
        Files.deleteIfExists(hooks.record());
        assertThat(hooks.run("run.sh", mode)).as(mode + hooks.output()).isZero();
        List<String> records = Files.readAllLines(hooks.record());
        assertThat(records).as(mode).hasSize(2);
        for (String record : records) {
          JsonNode run = JSON.readTree(record);
          assertThat(run.path("records_written").asLong()).isEqualTo(100);
          assertThat(run.path("dest_rows").asLong()).isEqualTo(100);
          assertThat(run.path("dest_hash").asText()).isEqualTo(digest);
          assertThat(run.path("source_hash").asText()).isEqualTo(digest);
        }
        assertThat(hooks.run("verify.sh", mode)).as(hooks.output()).isZero();
        JsonNode target = JSON.readTree(Files.readString(hooks.target()));
        assertThat(target.path("rows").asLong()).isEqualTo(100);
        assertThat(target.path("digest").asText()).isEqualTo(digest);
      }
      assertThat(hooks.run("run.sh", "nonsense")).isEqualTo(2);
      assertThat(hooks.output()).contains("there is no mode nonsense", "the modes are");

      assertThat(hooks.run("teardown.sh")).isZero();
      assertThat(hooks.work().resolve("postgres")).isEmptyDirectory();
    }
  }
}
