package dev.weir.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document shows what {@code calibrate} and {@code decide} print for recorded warm runs. */
class RecordedComparisonsTest {
  private static final Path DOCUMENT = Path.of("../docs/measuring.md");
  private static final Pattern RUN = Pattern.compile("\"bench_run_id\":\"([^\"]+)\"");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"idle, 20", "busy, 20"})
  void calibrate_comparisonOfEqualBuilds_printsWhatTheDocumentShows(
      String recording, int comparisons) {
    String printed =
        run("calibrate", "--results", unpacked(recording).toString())
            .lines()
            .filter(line -> !line.contains("stored in"))
            .map(line -> "    " + line)
            .collect(Collectors.joining("\n"));
    assertThat(printed)
        .contains(
            "%d pairs of a build with itself, %d comparisons"
                .formatted(20 * comparisons, comparisons));
    assertThat(DOCUMENT).content().contains(printed);
  }

  @Test
  void decide_comparisonsWithASlowerBuild_printsWhatTheDocumentShows() throws IOException {
    Path results = unpacked("slowed");
    List<String> runs =
        RUN.matcher(Files.readString(results))
            .results()
            .map(run -> run.group(1))
            .distinct()
            .toList();
    assertThat(runs).hasSize(20);
    String printed =
        runs.stream()
            .map(run -> run("decide", "--results", results.toString(), "--run", run))
            .map(line -> "    " + line.strip())
            .collect(Collectors.joining("\n"));
    assertThat(DOCUMENT).content().contains(printed);
  }

  private static String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(WeirBench.run(out, err, Clock.systemUTC(), arguments))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path unpacked(String recording) {
    Path file = directory.resolve(recording + ".jsonl");
    try (InputStream packed =
        Objects.requireNonNull(
            RecordedComparisonsTest.class.getResourceAsStream(recording + ".jsonl.gz"))) {
      Files.copy(new GZIPInputStream(packed), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
