package dev.weir.bench.history;

import static dev.weir.bench.result.EditedRun.bench;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.ResultsFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
  private static final List<RecordedRun> RUNS =
      bench("20260504T101500Z-7", "aaaa", "copy", false, 0.4, 0.5);

  @TempDir Path directory;

  private Baselines baselines;

  @BeforeEach
  void openBaselines() {
    baselines = Baselines.beside(directory.resolve("results.jsonl"));
  }

  @Test
  void save_run_isFoundByItsName() {
    assertThat(baselines.names()).isEmpty();
    assertThat(baselines.find("main")).isEmpty();

    Path file = baselines.save("main", RUNS);

    assertThat(file).isEqualTo(directory.resolve("baselines/main.jsonl"));
    assertThat(baselines.names()).containsExactly("main");
    assertThat(Measurements.of(baselines.find("main").orElseThrow().read().runs()))
        .isEqualTo(Measurements.of(RUNS));
  }

  @Test
  void save_sameName_replacesTheFormerRun() throws IOException {
    baselines.save("main", RUNS);
    baselines.save("main", bench("20260505T101500Z-8", "bbbb", "copy", false, 0.4));
    assertThat(baselines.find("main").orElseThrow().runIds()).containsExactly("20260505T101500Z-8");
    try (var files = Files.list(directory.resolve("baselines"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void save_directoryThatIsAFile_isAnErrorAndLeavesNothing() throws IOException {
    Files.createFile(directory.resolve("baselines"));
    assertThatThrownBy(() -> baselines.save("main", RUNS))
        .isInstanceOf(ResultsFileException.class)
        .hasMessageContaining("main");
  }

  @Test
  void isName_pathOrOption_isNone() {
    assertThat(List.of("main", "v1.2", "a_b-c")).allMatch(Baselines::isName);
    assertThat(List.of("", "../main", "a/b", "-main", ".main", "a b", "x".repeat(65)))
        .noneMatch(Baselines::isName);
  }
}
