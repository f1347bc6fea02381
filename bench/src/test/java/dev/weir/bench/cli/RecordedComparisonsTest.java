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
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document shows what {@code calibrate} prints for the recorded warm runs. */
class RecordedComparisonsTest {
  private static final Path DOCUMENT = Path.of("../docs/measuring.md");

  @TempDir Path directory;

  @Test
  void calibrate_recordedComparisonOfEqualBuilds_printsWhatTheDocumentShows() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path results = unpacked("busy");
    assertThat(
            WeirBench.run(
                out, err, Clock.systemUTC(), "calibrate", "--results", results.toString()))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    String printed =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.contains("stored in"))
            .map(line -> "    " + line)
            .collect(Collectors.joining("\n"));
    assertThat(printed).contains("220 pairs of a build with itself, 11 comparisons");
    assertThat(DOCUMENT).content().contains(printed);
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
