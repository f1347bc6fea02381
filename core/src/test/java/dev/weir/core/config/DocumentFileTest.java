package dev.weir.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFileTest {
  @Test
  void read_missingFileOrDirectory_isReported(@TempDir Path directory) {
    PipelineReader reader = PipelineDocuments.reader(Map.of());

    assertThatThrownBy(() -> reader.read(directory.resolve("nothing.yaml")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(new Problem("", 0, "is not there; name a pipeline's file")));
    assertThatThrownBy(() -> reader.read(directory))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> assertThat(e.problems().get(0).message()).startsWith("is a directory"));
  }

  @Test
  void read_largerThanTheLimit_isRejected(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("big.yaml");
    Files.write(file, new byte[DocumentFile.BYTES_MAX + 1]);

    assertThatThrownBy(() -> PipelineDocuments.reader(Map.of()).read(file))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems().get(0).message())
                    .isEqualTo("is over 8mb; allowed: up to 8mb"));
  }

  @Test
  void read_invalidUtf8_isRejected(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("latin1.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xE9});

    assertThatThrownBy(() -> PipelineDocuments.reader(Map.of()).read(file))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> assertThat(e.problems().get(0).message()).isEqualTo("is not UTF-8 text"));
  }
}
