package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks of this connector, called as the harness calls them. */
class HooksTest {
  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();
  private Path work;

  @BeforeEach
  void standIn() throws IOException, InterruptedException {
    work = Files.createDirectory(directory.resolve("work"));
    Path tool = Files.createDirectories(directory.resolve("tools/bin")).resolve("weir-postgres");
    Files.writeString(
        tool, "#!/bin/sh\nexec '" + String.join("' '", Processes.weirPostgres()) + "' \"$@\"\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    Path lifeline = directory.resolve("lifeline");
    assertThat(new ProcessBuilder("mkfifo", lifeline.toString()).start().waitFor()).isZero();
    environment.putAll(
        Map.of(
            "BENCH_ROOT", Processes.root().toString(),
            "BENCH_CONNECTOR", "postgres",
            "BENCH_ROWS", "100",
            "BENCH_WORK", work.toString(),
            "BENCH_TOOLS", directory.resolve("tools").toString(),
            "BENCH_POSTGRES", "embedded",
            "BENCH_LIFELINE", lifeline.toString(),
            "BENCH_RECORD", directory.resolve("record").toString(),
            "BENCH_FACTS", directory.resolve("facts").toString()));
    environment.putAll(Map.of("BENCH_WARMUP", "1", "BENCH_REPEATS", "2"));
  }

  @AfterEach
  void tearDown() throws Exception {
    hook("teardown.sh");
  }

  @Test
  void seedMeasureAndLeaveNothing() throws Exception {
    try (RandomAccessFile lifeline =
        new RandomAccessFile(directory.resolve("lifeline").toFile(), "rw")) {
      assertThat(hook("setup.sh")).isZero();
      ProcessHandle postmaster = Processes.postmaster(work);

      assertThat(hook("run.sh", "pipe")).isZero();
      assertThat(hook("run.sh", "nonsense")).isEqualTo(2);
      assertThat(output()).contains("there is no mode nonsense").contains("insert copy lz4 zstd");
      assertThat(Files.readAllLines(directory.resolve("record"))).hasSize(1 + 1 + 2);
      assertThat(directory.resolve("facts")).content().contains("\"rows\":100");

      assertThat(hook("teardown.sh")).isZero();
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(work.resolve("postgres")).isEmptyDirectory();
      assertThat(hook("teardown.sh")).isZero();
      assertThat(lifeline.getChannel().isOpen()).isTrue();
    }
  }

  @Test
  void aProviderThatIsNotThereIsExit5WithItsSentence() throws Exception {
    environment.put("BENCH_POSTGRES", "oracle");
    try (RandomAccessFile lifeline =
        new RandomAccessFile(directory.resolve("lifeline").toFile(), "rw")) {
      assertThat(hook("setup.sh")).isEqualTo(5);
      assertThat(output()).contains("There is no provider oracle");
      assertThat(lifeline.getChannel().isOpen()).isTrue();
    }
  }

  @Test
  void teardownIsSafeWhereSetupNeverRan() throws Exception {
    assertThat(hook("teardown.sh")).isZero();
  }

  private int hook(String name, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "connectors/postgres/" + name);
    builder.command().addAll(java.util.List.of(arguments));
    builder.directory(Processes.root().toFile());
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start()
        .waitFor();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("output"));
  }
}
