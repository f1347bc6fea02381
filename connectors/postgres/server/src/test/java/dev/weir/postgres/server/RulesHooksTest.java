package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks of the rules connector: the alerts of each run are those that were planted. */
class RulesHooksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ONE =
      " WHERE ctid = (SELECT min(ctid) FROM raw.bench_alerts_of_runs)";

  /** One round of the sequences, and a part of the second. */
  private static final int ROWS = 30_000;

  @TempDir Path directory;

  @Test
  void hooks_leaveThePlantedAlerts_andVerifySeesOthers() throws Exception {
    try (Hooks hooks = Hooks.open(directory, "rules", "embedded")) {
      hooks.set("BENCH_ROWS", Integer.toString(ROWS));
      hooks.set("BENCH_AOT", "no");
      hooks.set("BENCH_WARMUP", "0");
      hooks.set("BENCH_REPEATS", "1");
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      JsonNode facts = JSON.readTree(Files.readString(hooks.facts()));
      assertThat(facts.path("rows").asInt()).isEqualTo(ROWS);
      assertThat(facts.path("rules-0.rows").asInt(-1)).isZero();
      assertThat(facts.path("rules-1.rows").asInt()).isPositive();

      Path profile = directory.resolve("profile.jfr");
      hooks.set("BENCH_JVM_OPTIONS", "'-XX:StartFlightRecording=filename=%s'".formatted(profile));
      for (String mode : List.of("rules-100-wasm", "sequences-100", "rules-100")) {
        assertRunsLeaveThePlantedAlerts(hooks, mode);
        assertThat(profile).isNotEmptyFile();
        hooks.set("BENCH_JVM_OPTIONS", "");
        if (!mode.equals("rules-100")) {
          assertThat(verified(hooks, mode)).isEqualTo(planted(hooks, mode));
        }
      }
      assertVerifySeesFaults(hooks, "rules-100");
      assertThat(hooks.run("run.sh", "nonsense")).isEqualTo(2);
      assertThat(hooks.output()).contains("there is no mode nonsense", "the modes are rules-1");
    }
  }

  private static void assertRunsLeaveThePlantedAlerts(Hooks hooks, String mode) throws Exception {
    Digest planted = planted(hooks, mode);
    assertThat(planted.rows()).as(mode).isPositive();
    Files.deleteIfExists(hooks.record());
    assertThat(hooks.run("run.sh", mode)).as(mode + hooks.output()).isZero();
    List<String> records = Files.readAllLines(hooks.record());
    assertThat(records).as(mode).hasSize(2);
    for (String record : records) {
      JsonNode run = JSON.readTree(record);
      assertThat(run.path("records_read").asLong()).isEqualTo(ROWS);
      assertThat(run.path("records_written").asLong(-1)).isZero();
      assertThat(run.path("outputs").path(0).path("records_written").asLong())
          .isEqualTo(planted.rows());
      assertThat(run.path("dest_rows").asLong()).isEqualTo(planted.rows());
      assertThat(run.path("dest_hash").asText()).isEqualTo(planted.hashText());
      assertThat(run.path("source_hash").asText()).isEqualTo(planted.hashText());
    }
  }

  private static void assertVerifySeesFaults(Hooks hooks, String mode) throws Exception {
    Digest planted = planted(hooks, mode);
    execute(hooks, "CREATE TABLE raw.kept AS TABLE raw.bench_alerts_of_runs");
    assertThat(verified(hooks, mode)).isEqualTo(planted);
    Map<String, Integer> faults =
        Map.of(
            "DELETE FROM raw.bench_alerts_of_runs" + ONE,
            -1,
            "INSERT INTO raw.bench_alerts_of_runs SELECT * FROM raw.bench_alerts_of_runs" + ONE,
            1,
            "UPDATE raw.bench_alerts_of_runs SET key = 'another'" + ONE,
            0,
            "UPDATE raw.bench_alerts_of_runs SET first_event = first_event - 1" + ONE,
            0);
    for (Map.Entry<String, Integer> fault : faults.entrySet()) {
      execute(hooks, "INSERT INTO raw.bench_alerts_of_runs TABLE raw.kept", fault.getKey());
      Digest found = verified(hooks, mode);
      assertThat(found.rows()).as(fault.getKey()).isEqualTo(planted.rows() + fault.getValue());
      assertThat(found.hash()).as(fault.getKey()).isNotEqualTo(planted.hash());
    }
  }

  /** Returns what the facts say that a mode leaves in the target. */
  private static Digest planted(Hooks hooks, String mode) throws IOException {
    return digest(Files.readString(hooks.facts()), mode + ".");
  }

  /** Returns what verify.sh finds in the target. */
  private static Digest verified(Hooks hooks, String mode) throws Exception {
    assertThat(hooks.run("verify.sh", mode)).as(hooks.output()).isZero();
    return digest(Files.readString(hooks.target()), "");
  }

  private static Digest digest(String json, String prefix) throws IOException {
    JsonNode node = JSON.readTree(json);
    return new Digest(
        node.path(prefix + "rows").asLong(-1),
        Long.parseUnsignedLong(node.path(prefix + "digest").asText(), 16));
  }

  /** Runs statements in the destination. */
  private static void execute(Hooks hooks, String... statements) throws IOException, SQLException {
    Map<String, String> environment = new HashMap<>();
    for (String line : Files.readAllLines(hooks.work().resolve("postgres.env"))) {
      int separator = line.indexOf('=');
      environment.put(
          line.substring(0, separator), line.substring(separator + 2, line.length() - 1));
    }
    try (Connection connection = Endpoint.fromEnvironment(environment).connect("destination");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
