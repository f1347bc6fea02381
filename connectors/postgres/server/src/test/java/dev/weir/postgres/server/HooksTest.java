package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks with a server that they start. */
class HooksTest {
  @TempDir Path directory;

  @Test
  void setupRunAndTeardown_leaveNothing() throws Exception {
    try (Hooks hooks = Hooks.open(directory, "embedded")) {
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      ProcessHandle postmaster = Processes.postmaster(hooks.work());
      assertThat(hooks.facts()).content().contains("\"rows\":100", "public.bench_events");

      // CopyPipeBaselineTest reports that the text pipe is not tested where there is no psql.
      String text = PsqlPipe.isInstalled() ? "pipe-text" : "pipe";
      for (String mode : new String[] {"copy", "pipe", "lz4", text}) {
        Files.deleteIfExists(hooks.record());
        assertThat(hooks.run("run.sh", mode)).as(hooks.output()).isZero();
        assertThat(Files.readAllLines(hooks.record())).hasSize(1 + 1 + 2);
      }
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
}
