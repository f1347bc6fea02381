package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.files.FilesPipeline.Outcome;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes, servers and file systems that fail while a file is written: the process ends in time,
 * and no file has its final name.
 */
@Timeout(120)
class InterruptedLoadTest {
  private static final String COLUMNS = "columns: [id bigint not null, name text]";
  private static final int SECONDS_MAX = 10;

  @TempDir private Path directory;

  private static byte[] rows(int first, int last) {
    StringBuilder rows = new StringBuilder();
    for (int i = first; i <= last; i++) {
      rows.append("{\"id\":").append(i).append(",\"name\":\"row ").append(i).append("\"}\n");
    }
    return rows.toString().getBytes(UTF_8);
  }

  private Path document(Object from, String keys, Object to, String toKeys) throws IOException {
    return new FilesPipeline(directory)
        .write(FilesPipeline.files(from, keys), "{ name: t }", FilesPipeline.files(to, toKeys));
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  /** Waits until the process has written rows to a temporary file. */
  private static void awaitRows(Path folder, Process process) throws Exception {
    while (files(folder).stream().noneMatch(file -> file.toFile().length() > 0)) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended early").isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "csv", "arrow"})
  void run_processKilled_leavesNoFileAndTheNextRunIsComplete(String format) throws Exception {
    Path out = directory.resolve("out");
    Path document = document("-", "format: jsonl, " + COLUMNS, out, "format: " + format);
    Process process =
        FilesPipeline.process(document)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(rows(1, 50_000));
      in.flush();
      awaitRows(out.resolve("t"), process);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(files(out.resolve("t")))
        .allMatch(file -> String.valueOf(file.getFileName()).startsWith("."));

    Path all = Files.write(directory.resolve("all.jsonl"), rows(1, 60_000));
    Outcome outcome = FilesPipeline.run(document(all, COLUMNS, out, "format: " + format));

    assertThat(outcome.err()).isEmpty();
    assertThat(files(out.resolve("t"))).hasSize(1);
    Path copy = directory.resolve("copy.jsonl");
    String keys = format.equals("arrow") ? "" : COLUMNS;
    assertThat(FilesPipeline.run(document(out, keys, copy, "")).code()).isZero();
    assertThat(copy).hasSameBinaryContentAs(all);
  }

  @Test
  void run_fileTooLargeForItsLimit_leavesNothing() throws Exception {
    Path all = Files.write(directory.resolve("all.jsonl"), rows(1, 300_000));
    Path out = directory.resolve("out.arrow");
    Path document = document(all, COLUMNS, out, "");
    // Blocks of 1,024 bytes: more than SQLite's library has, about half of the file.
    Process process =
        FilesPipeline.process(document, "bash", "-c", "ulimit -f 4096; exec \"$@\"", "bash")
            .start();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(err).isEqualTo(5);
    assertThat(err).contains("destination files, stream t", "out.arrow", "limit");
    assertThat(files(directory)).noneMatch(file -> file.toString().matches(".*(out\\.arrow|tmp)"));
  }

  @Test
  void run_standardOutputOnAFullDevice_isRefused() throws Exception {
    Path all = Files.write(directory.resolve("all.jsonl"), rows(1, 1000));
    Process process =
        FilesPipeline.process(document(all, COLUMNS, "-", "format: arrow_stream"))
            .redirectOutput(new File("/dev/full"))
            .start();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(err).contains("Standard output cannot be written: the file system is full");
  }

  @Test
  void run_standardStreams_carryRowsOnly() throws Exception {
    Path document = document("-", "format: jsonl", "-", "format: csv");
    Process process = FilesPipeline.process(document).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(
          "{\"id\":1,\"name\":\"a,b\"}\n{\"id\":2,\"name\":\"\"}\n{\"id\":3}\n".getBytes(UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(out).isEqualTo("id,name\r\n1,\"a,b\"\r\n2,\"\"\r\n3,\r\n");
    assertThat(err).contains("id bigint, name text", "files: 3 rows");
    assertThat(process.waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "arrow"})
  void run_serverEndsTheSession_isASourceErrorAndLeavesNoFile(String format) throws Exception {
    TestDatabase database = TestServer.database("interrupted_load_" + format);
    database.execute(
        """
        CREATE VIEW public.t AS
        SELECT n AS id, repeat('x', 100) AS name FROM generate_series(1, 100000) n
        UNION ALL SELECT 0, pg_sleep(1000)::text
        """);
    Path out = directory.resolve("out");
    ProcessBuilder builder =
        FilesPipeline.process(
            new FilesPipeline(directory)
                .write(
                    FilesPipeline.postgres(database, "public"),
                    "{ name: t }",
                    FilesPipeline.files(out, "format: " + format)));
    builder.environment().putAll(FilesPipeline.environment());
    Process process = builder.start();
    try {
      awaitRows(out.resolve("t"), process);
      Sql.terminateSessions(database);

      assertThat(errors(process)).contains("source postgres, stream t");
      assertThat(process.exitValue()).isEqualTo(4);
      assertThat(files(out.resolve("t"))).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "arrow"})
  void run_terminatedWhileStandardInputIsSilent_endsAndLeavesNoFile(String format)
      throws Exception {
    Path out = directory.resolve("out");
    Process process =
        FilesPipeline.process(document("-", "format: jsonl, " + COLUMNS, out, "format: " + format))
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(rows(1, 50_000));
      in.flush();
      awaitRows(out.resolve("t"), process);

      process.toHandle().destroy();

      assertThat(errors(process)).contains("cancelled");
      assertThat(process.exitValue()).isEqualTo(7);
      assertThat(files(out.resolve("t"))).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void run_terminatedWhileStandardOutputIsNotRead_ends() throws Exception {
    Path all = Files.write(directory.resolve("all.jsonl"), rows(1, 100_000));
    Process process = FilesPipeline.process(document(all, COLUMNS, "-", "format: jsonl")).start();
    try (InputStream out = process.getInputStream()) {
      // More than a pipe holds is to follow.
      while (out.available() == 0) {
        assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended early").isFalse();
      }

      process.toHandle().destroy();

      assertThat(errors(process)).contains("cancelled");
      assertThat(process.exitValue()).isEqualTo(7);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String errors(Process process) throws Exception {
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("ends in time").isTrue();
    return new String(process.getErrorStream().readAllBytes(), UTF_8);
  }

  /** On a file system that only the process sees and that ends with it. */
  @ParameterizedTest
  @ValueSource(strings = {"out.arrow", "out.csv.gz"})
  void run_diskFull_isADestinationErrorAndLeavesNoFile(String name) throws Exception {
    Path all = Files.write(directory.resolve("all.jsonl"), rows(1, 100_000));
    Path disk = Files.createDirectory(directory.resolve("disk"));
    String script =
        "mount -t tmpfs -o size=100k tmpfs \"$0\" && echo mounted"
            + " && { \"$@\"; code=$?; ls -A \"$0\"; exit $code; }";
    Process process =
        FilesPipeline.process(
                document(all, COLUMNS, disk.resolve(name), ""),
                "unshare",
                "-Urm",
                "sh",
                "-c",
                script,
                disk.toString())
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assumeThat(lines).as("a tmpfs in a namespace of its own: " + err).contains("mounted");
    assertThat(err).contains("destination files, stream t", name, "the file system is full");
    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(lines).containsExactly("mounted", "." + name + ".weir-lock");
  }
}
