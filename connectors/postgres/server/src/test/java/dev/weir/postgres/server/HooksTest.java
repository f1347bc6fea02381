package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hooks with a server that they start. */
class HooksTest {
  @TempDir Path directory;

  @Test
  void setupRunAndTeardown_leaveNothing() throws Exception {
    try (Hooks hooks = Hooks.open(directory, "embedded")) {
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      ProcessHandle postmaster = Processes.postmaster(hooks.work());
      assertThat(hooks.facts()).content().contains("\"rows\":100", "public.bench_events");

      measure(hooks, List.of("pipe", "lz4"));
      Path profile = directory.resolve("profile.jfr");
      hooks.set("BENCH_JVM_OPTIONS", "'-XX:StartFlightRecording=filename=%s'".formatted(profile));
      measure(hooks, List.of("copy"));
      assertThat(profile).isNotEmptyFile();
      hooks.set("BENCH_JVM_OPTIONS", "");
      assertThat(hooks.run("verify.sh", "lz4")).as(hooks.output()).isZero();
      String content = Files.readString(hooks.target()).strip();
      assertThat(content).startsWith("{\"rows\":100,\"digest\":\"").endsWith("\"}");
      assertThat(hooks.facts()).content().contains(content.substring(1, content.length() - 1));
      // A process that writes nothing must not pass with the rows of the one before.
      assertThat(hooks.run("verify.sh", "lz4")).as(hooks.output()).isZero();
      assertThat(hooks.target()).content().startsWith("{\"rows\":0,");
      assertThat(hooks.run("run.sh", "nonsense")).isEqualTo(2);
      assertThat(hooks.output())
          .contains("there is no mode nonsense")
          .contains("insert copy lz4 zstd");

      assertThat(hooks.run("teardown.sh")).isZero();
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(hooks.work().resolve("postgres")).isEmptyDirectory();
      assertThat(hooks.run("teardown.sh")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wide", "tables"})
  void fixture_isSetUpMeasuredAndVerified(String fixture) throws Exception {
    try (Hooks hooks = Hooks.open(directory, "embedded")) {
      hooks.set("BENCH_FIXTURE", fixture);
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();

      List<String> compared = hooks.config("compare_mode");
      measure(hooks, compared);
      assertThat(hooks.run("verify.sh", compared.get(0))).as(hooks.output()).isZero();
      String content = Files.readString(hooks.target()).strip();
      assertThat(content).startsWith("{\"rows\":100,");
      assertThat(hooks.facts()).content().contains(content.substring(1, content.length() - 1));
      measure(hooks, hooks.config("limit_mode"));
      // CopyPipeBaselineTest and PeerProgramTest report what is not tested as it is not installed.
      for (String peer : hooks.config("peer_modes")) {
        if (hooks.run("check.sh", peer) == 0) {
          measure(hooks, List.of(peer));
        } else {
          assertThat(hooks.output()).hasLineCount(1).contains(" is not installed");
        }
      }
    }
  }

  @Test
  void unknownProvider_exits5WithTheMessage() throws Exception {
    try (Hooks hooks = Hooks.open(directory, "oracle")) {
      assertThat(hooks.run("setup.sh")).isEqualTo(5);
      assertThat(hooks.output()).contains("There is no provider oracle");
    }
  }

  @Test
  void teardownWithoutSetup_isSafe() throws Exception {
    try (Hooks hooks = Hooks.open(directory, "embedded")) {
      assertThat(hooks.run("teardown.sh")).isZero();
    }
  }

  /** Runs a process of each mode, with 1 cold, 1 warm-up and 2 measured runs. */
  private static void measure(Hooks hooks, List<String> modes) throws Exception {
    assertThat(modes).isNotEmpty();
    for (String mode : modes) {
      Files.deleteIfExists(hooks.record());
      assertThat(hooks.run("run.sh", mode)).as(hooks.output()).isZero();
      assertThat(Files.readAllLines(hooks.record())).hasSize(1 + 1 + 2);
    }
  }
}
