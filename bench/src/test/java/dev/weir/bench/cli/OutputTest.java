package dev.weir.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.report.PageLayout;
import dev.weir.bench.report.Paint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formats of a report, on the records of two real runs. */
class OutputTest {
  private static final String BENCH = "20261121T205207Z-6226";
  private static final String COMPARISON = "20261121T205357Z-8244";

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path results = Path.of("");

  @BeforeEach
  void copyRecords() throws IOException {
    results = directory.resolve("results.jsonl");
    try (InputStream records = OutputTest.class.getResourceAsStream("recorded-runs.jsonl.gz")) {
      Files.copy(new GZIPInputStream(Objects.requireNonNull(records)), results);
    }
  }

  @Test
  void report_sameRecords_isTheSameText() {
    assertThat(run("report", BENCH)).isZero();
    String first = out.toString(StandardCharsets.UTF_8);
    assertThat(run("report", BENCH)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(first).contains("postgres, 50,000");
  }

  @Test
  void report_ofAComparison_isTheComparison() {
    assertThat(run("report", COMPARISON)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("No verdict: 4 pairs");
  }

  @Test
  void report_markdown_isMarkdown() {
    assertThat(run("report", BENCH, "--format", "markdown")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("### postgres, 50,000 rows, 5 rounds\n\n| mode | time, ms [95 %] | Krows/s |");
  }

  @Test
  void report_html_hasChartsProfilesAndHistory() throws IOException {
    Path profile = directory.resolve("profiles").resolve(BENCH).resolve("postgres-copy/cpu.html");
    Files.createDirectories(Objects.requireNonNull(profile.getParent()));
    Files.writeString(profile, "flame graph");
    Files.writeString(
        results,
        Files.readString(results).replace(BENCH, "20261121T195207Z-1") + Files.readString(results));
    Path page = directory.resolve("pages/report.html");

    assertThat(run("report", BENCH, "--html", page.toString())).isZero();

    assertThat(page)
        .content()
        .contains("Samples of warm time in order")
        .contains("<a href=\"../profiles/" + BENCH + "/postgres-copy/cpu.html\">")
        .contains("History of postgres/copy/50000, 2 points");
  }

  @Test
  void report_htmlThatCannotBeWritten_isAnEnvironmentFailureAfterTheText() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(run("report", BENCH, "--html", file.resolve("page.html").toString())).isEqualTo(5);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("postgres, 50,000 rows");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("The report could not be written to " + file)
        .contains("Name another file with --html.");
  }

  @Test
  void history_html_hasAllSeries() {
    Path page = directory.resolve("history.html");
    assertThat(
            WeirBench.run(
                out,
                err,
                Clock.systemUTC(),
                "history",
                "--results",
                results.toString(),
                "--html",
                page.toString()))
        .isZero();
    assertThat(page).content().contains("History of postgres/pipe/50000");
  }

  @ParameterizedTest
  @CsvSource({
    "C.UTF-8, '', '', 100, false, 100",
    "'', de_DE.utf8, '', 60, false, 60",
    "C, en_US.UTF-8, '', 60, true, 60",
    "'', '', POSIX, 20, true, 40",
    "'', '', '', '', true, 80",
    "'', '', en_US.UTF-8, wide, false, 80",
  })
  void layout_followsLocaleAndWidth(
      String lcAll, String lcCtype, String lang, String columns, boolean ascii, int width) {
    Map<String, String> environment =
        Map.of("LC_ALL", lcAll, "LC_CTYPE", lcCtype, "LANG", lang, "COLUMNS", columns);
    PageLayout layout = OutputTerminal.layout(environment, new Properties(), new Paint(false));
    assertThat(layout.ascii()).isEqualTo(ascii);
    assertThat(layout.columns()).isEqualTo(width);
  }

  @Test
  void layout_withoutColumns_takesTheTerminals() {
    Properties properties = new Properties();
    properties.setProperty("weir.bench.columns", "72");
    assertThat(OutputTerminal.layout(Map.of(), properties, new Paint(false)).columns())
        .isEqualTo(72);
    Map<String, String> environment = Map.of("COLUMNS", "50");
    assertThat(OutputTerminal.layout(environment, properties, new Paint(false)).columns())
        .isEqualTo(50);
  }

  private int run(String command, String id, String... more) {
    out.reset();
    err.reset();
    String[] arguments =
        Stream.concat(
                Stream.of(command, "--results", results.toString(), "--run", id), Stream.of(more))
            .toArray(String[]::new);
    return WeirBench.run(out, err, Clock.systemUTC(), arguments);
  }
}
