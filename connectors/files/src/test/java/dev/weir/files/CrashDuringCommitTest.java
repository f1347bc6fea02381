package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes that are killed at each step of the commit of files: see docs/adr/0018-files.md. The
 * first file that is renamed is that of the receipts.
 */
@Timeout(120)
class CrashDuringCommitTest {
  private static final String COLUMNS = "columns: [id bigint not null, filler text]";
  private static final String PACKAGE = "dev.weir.files.destination.";

  /** Two parts of this size are divided among two lanes. */
  private static final int PART_ROWS = 20_000;

  @TempDir private Path directory;
  private Path out;
  private FilesPipeline pipeline;

  @BeforeEach
  void prepare() {
    out = directory.resolve("out");
    pipeline = new FilesPipeline(directory);
  }

  private static List<String> rows(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(id -> "{\"id\":%d,\"filler\":\"%s\"}".formatted(id, "x".repeat(60)))
        .toList();
  }

  private Path document(Path from, Path to, String destination) throws IOException {
    return pipeline.write(
        FilesPipeline.files(from, COLUMNS),
        "{ name: t }",
        FilesPipeline.files(to, "format: jsonl") + destination,
        "parallelism: 2");
  }

  private Path file(String name, List<String> rows) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, rows, UTF_8);
  }

  private void load(Path from, Path to, String destination) throws IOException {
    Outcome outcome = FilesPipeline.run(document(from, to, destination));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
  }

  private void killAt(Path document, String type, String method, int call) throws Exception {
    SteppedProcess.killAt(
        FilesPipeline.process(document)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD),
        new SteppedProcess.Call(PACKAGE + type, method, call));
  }

  /** Returns the names in a directory that a reader of files sees. */
  private static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  private static List<String> content(List<Path> files) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(Files.readAllLines(file, UTF_8));
    }
    return rows;
  }

  @SafeVarargs
  private static List<String> all(List<String>... rows) {
    return Stream.of(rows).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ReceiptsFile, commit, 1, false, 1",
    "Durable, rename, 1, false, 1",
    "Durable, rename, 2, true, 1",
    "Durable, rename, 3, true, 2",
    "Durable, delete, 1, true, 3"
  })
  void run_processKilledAtAStep_isRepeatedOrCompletedByTheNextRun(
      String type, String method, int call, boolean committed, int visibleParts) throws Exception {
    List<String> old = rows(1, 10);
    load(file("old.jsonl", old), out, "");
    List<String> first = rows(1_000, PART_ROWS);
    List<String> second = rows(100_000, PART_ROWS);
    file("in/t/1.jsonl", first);
    file("in/t/2.jsonl", second);
    Path replace = document(directory.resolve("in"), out, ", write_mode: replace");

    killAt(replace, type, method, call);

    assertThat(visible(out.resolve("t"))).hasSize(visibleParts);
    List<String> added = rows(50, 5);
    load(file("added.jsonl", added), out, "");
    List<String> expected = committed ? all(first, second, added) : all(old, added);
    assertThat(content(visible(out.resolve("t")))).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(hidden()).containsExactlyInAnyOrder(".weir-lock", ".weir-receipts.jsonl");
  }

  /** Returns what is left of loads. */
  private List<String> hidden() throws IOException {
    try (Stream<Path> paths = Files.walk(out)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("."))
          .collect(Collectors.toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void run_processKilledWhileAFileIsReplaced_keepsTheOldOrCompletesTheNew(
      int call, boolean committed) throws Exception {
    List<String> old = rows(1, 10);
    List<String> replacing = rows(100, 10);
    Path target = directory.resolve("target.jsonl");
    load(file("old.jsonl", old), target, "");
    Path replace = document(file("new.jsonl", replacing), target, ", write_mode: replace");

    killAt(replace, "Durable", "rename", call);

    assertThat(Files.readAllLines(target, UTF_8)).isEqualTo(old);
    // Refused, but only after the lock and what follows it.
    Outcome refused = FilesPipeline.run(document(directory.resolve("old.jsonl"), target, ""));
    assertThat(refused.err()).contains("target.jsonl exists");
    assertThat(Files.readAllLines(target, UTF_8)).isEqualTo(committed ? replacing : old);
  }
}
