package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import java.io.File;
import java.io.IOException;
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

/** Processes that are killed, and file systems that are full, while a file is written. */
@Timeout(120)
class InterruptedLoadTest {
  private static final String COLUMNS = "columns: [id bigint not null, name text]";

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
    assertThat(files(out.resolve("t"))).singleElement();
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

  @Test
  void run_crashBetweenReceiptAndRename_isCompletedByTheNextRun() throws Exception {
    Path out = directory.resolve("out");
    Path all = Files.write(directory.resolve("all.jsonl"), rows(1, 10));
    assertThat(FilesPipeline.run(document(all, COLUMNS, out, "format: jsonl")).code()).isZero();
    Path part = files(out.resolve("t")).get(0);
    // As a crash between the receipt and the rename leaves it.
    Path receipts = out.resolve(".weir-receipts.jsonl");
    String renamed = Files.readString(receipts).replaceAll(".*\"from\":\"([^\"]+)\".*\\R", "$1");
    Files.move(part, out.resolve(renamed));

    Path other = Files.write(directory.resolve("more.jsonl"), rows(11, 20));
    assertThat(FilesPipeline.run(document(other, COLUMNS, out, "format: jsonl")).code()).isZero();

    assertThat(files(out.resolve("t"))).hasSize(2).contains(part);
    assertThat(part).hasSameBinaryContentAs(all);
  }
}
