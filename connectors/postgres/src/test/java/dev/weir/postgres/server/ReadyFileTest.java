package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {
  @TempDir Path directory;

  @Test
  void write_anyValue_isReadByAShell() throws Exception {
    Path file = directory.resolve("ready file");
    String password = "it's; $(touch x) \"`\\ é";
    ReadyFile.write(file, Map.of("PGUSER", "some user", "PGPASSWORD", password));
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                ". \"$1\"; printf '%s\\n' \"$PGUSER\" \"$PGPASSWORD\"",
                "sh",
                file.toString())
            .start();
    assertThat(shell.inputReader(StandardCharsets.UTF_8).lines())
        .isEqualTo(List.of("some user", password));
    assertThat(directory).isDirectoryNotContaining("glob:**.unfinished");
  }
}
