package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that append to one file at the same time. */
class ConcurrentAppendTest {
  private static final int TIMES = 300;
  private static final int RUNS = 5;

  @TempDir Path directory;

  /** Appends {@value #TIMES} processes of {@value #RUNS} runs each, of one mode. */
  static final class Writer {
    public static void main(String[] arguments) {
      ResultsFile results = new ResultsFile(Path.of(arguments[0]));
      List<RecordedRun> runs =
          Records.process(arguments[1], false, Optional.empty(), 1, 0.4, 0.4, 0.4);
      for (int i = 0; i < TIMES; i++) {
        results.append(runs);
      }
    }
  }

  @Test
  void append_twoProcesses_keepTheLinesOfAnAppendTogether() throws Exception {
    Path path = directory.resolve("results.jsonl");
    List<JavaProcess> writers = new ArrayList<>();
    for (String mode : List.of("copy", "lz4")) {
      writers.add(
          JavaProcess.start(
              directory.resolve(mode), List.of(), Writer.class, path.toString(), mode));
    }
    for (JavaProcess writer : writers) {
      assertThat(writer.exitCode()).as(writer.text()).isZero();
    }

    ResultsFile.Contents contents = new ResultsFile(path).read();
    assertThat(contents.problems()).isEmpty();
    assertThat(contents.runs()).hasSize(2 * TIMES * RUNS);
    for (int first = 0; first < contents.runs().size(); first += RUNS) {
      List<RecordedRun> append = contents.runs().subList(first, first + RUNS);
      assertThat(append).extracting(run -> run.record().repeat()).containsExactly(1, 2, 3, 4, 5);
      assertThat(append)
          .extracting(run -> run.subject().mode())
          .containsOnly(append.get(0).subject().mode());
    }
  }
}
