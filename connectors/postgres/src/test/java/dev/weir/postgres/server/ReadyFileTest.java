package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.unit.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {
  @TempDir Path directory;

  @Test
  void shellReadsBackWhatWasWritten() throws Exception {
    Path file = directory.resolve("ready file");
    String password = "it's; $(touch x) \"`\\ é";
    Endpoint endpoint = new Endpoint("db", 6543, "some user", Secret.of(password), "prefer");
    ReadyFile.write(file, endpoint, "external", "PostgreSQL 18.6");
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                ". \"$1\"; printf '%s\\n' \"$PGHOST\" \"$PGPORT\" \"$PGUSER\" \"$PGPASSWORD\""
                    + " \"$PGSSLMODE\" \"$WEIR_POSTGRES_PROVIDER\" \"$WEIR_POSTGRES_VERSION\"",
                "sh",
                file.toString())
            .start();
    assertThat(shell.inputReader(StandardCharsets.UTF_8).lines())
        .isEqualTo(
            List.of("db", "6543", "some user", password, "prefer", "external", "PostgreSQL 18.6"));
    assertThat(directory).isDirectoryNotContaining("glob:**.unfinished");
  }
}
