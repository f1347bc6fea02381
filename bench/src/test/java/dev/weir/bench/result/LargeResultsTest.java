package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200,000 lines of results, read by processes with a heap of 256 MB: less than the file has. */
class LargeResultsTest {
  private static final int LINES = 200_000;
  private static final int LINES_OF_A_RUN = 400;
  private static final List<String> HEAP = List.of("-Xmx256m", "-XX:+UseSerialGC");
  private static final String MAIN = "dev.weir.bench.cli.WeirBench";

  @TempDir static Path directory;

  private static Path results;

  @BeforeAll
  static void writeResults() throws IOException {
    results = directory.resolve("results.jsonl");
    RecordedRun warm = Records.process("copy", false, Optional.empty(), 1, 0.4).get(2);
    String line = RecordedRunJson.write(warm);
    try (BufferedWriter out = Files.newBufferedWriter(results)) {
      for (int i = 0; i < LINES; i++) {
        int run = i / LINES_OF_A_RUN;
        out.write(
            line.replace(warm.slot().runId(), "run-" + run)
                .replace("\"iteration\":1", "\"iteration\":" + (1 + i % LINES_OF_A_RUN)));
        out.write('\n');
      }
    }
    assertThat(Files.size(results)).isGreaterThan(256L << 20);
  }

  @Test
  void report_ofOneRun_fitsTheHeap() throws Exception {
    JavaProcess report = run("report", "--run", "run-250");
    assertThat(report.exitCode()).as(report.text()).isZero();
    assertThat(report.text()).contains("postgres, 50,000 rows, 400 rounds");
  }

  @Test
  void history_ofAllRuns_fitsTheHeap() throws Exception {
    JavaProcess history = run("history", "--last", "2");
    assertThat(history.exitCode()).as(history.text()).isZero();
    assertThat(history.text().lines().filter(line -> line.startsWith("  run-"))).hasSize(2);
  }

  private static JavaProcess run(String command, String... options) throws Exception {
    String[] arguments = new String[options.length + 3];
    arguments[0] = command;
    arguments[1] = "--results";
    arguments[2] = results.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return JavaProcess.start(directory.resolve(command), HEAP, Class.forName(MAIN), arguments);
  }
}
