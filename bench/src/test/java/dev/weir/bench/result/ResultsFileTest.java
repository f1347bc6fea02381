package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  private static final List<RecordedRun> RUNS =
      Records.process("copy", false, Optional.empty(), 1, 0.4, 0.5);

  @TempDir Path directory;

  @Test
  void append_twice_keepsTheOrderOfLines() throws IOException {
    Path path = directory.resolve("new/results.jsonl");
    ResultsFile results = new ResultsFile(path);
    results.append(RUNS);
    results.append(Records.process("lz4", false, Optional.empty(), 1, 0.3));

    assertThat(Files.readAllLines(path)).hasSize(7);
    assertThat(results.read().runs())
        .extracting(run -> run.subject().mode() + run.record().repeat())
        .containsExactly("copy1", "copy2", "copy3", "copy4", "lz41", "lz42", "lz43");
  }

  @Test
  void append_afterATruncatedLine_startsANewLine() throws IOException {
    Path path = Files.writeString(directory.resolve("results.jsonl"), "{\"schema_ver");
    ResultsFile results = new ResultsFile(path);
    results.append(RUNS);

    assertThat(results.read().runs()).hasSize(4);
    assertThat(results.read().problems())
        .singleElement()
        .asString()
        .startsWith("line 1 is not a recorded run: not a JSON object");
  }

  @Test
  void append_toAFullDevice_reportsThatNothingWasAdded() {
    assertThatThrownBy(() -> new ResultsFile(Path.of("/dev/full")).append(RUNS))
        .isInstanceOf(ResultsFileException.class)
        .hasMessageContaining("/dev/full")
        .hasMessageContaining("nothing was added");
  }

  @Test
  void append_directoryThatIsAFile_isAnError() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new ResultsFile(file.resolve("results.jsonl")).append(RUNS))
        .isInstanceOf(ResultsFileException.class);
  }

  @Test
  void ofBenchmark_otherBenchmarks_areExcluded() {
    ResultsFile.Contents contents = new ResultsFile.Contents(RUNS, List.of());
    assertThat(contents.ofBenchmark("20260504T101500Z-7")).hasSize(4);
    assertThat(contents.ofBenchmark("other")).isEmpty();
  }
}
