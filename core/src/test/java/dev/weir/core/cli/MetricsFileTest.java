package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  @TempDir private Path directory;

  @Test
  void append_twice_writesTwoLines() throws Exception {
    Path file = directory.resolve("results.jsonl");

    MetricsFile.checkWritable(file);
    assertThat(file).doesNotExist();
    MetricsFile.append(file, "{\"a\":1}");
    MetricsFile.append(file, "{\"a\":2}");

    assertThat(Files.readString(file)).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
  }

  @Test
  void append_fullDisk_reportsThatTheRunIsComplete() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "a device that is always full is Linux's");

    assertThatThrownBy(() -> MetricsFile.append(full, "{}"))
        .isInstanceOfSatisfying(
            WeirException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.STATE);
              assertThat(e).hasMessageContaining("The run is complete, but its record");
            });
  }

  @Test
  void checkWritable_directory_isRejected() {
    assertThatThrownBy(() -> MetricsFile.checkWritable(directory))
        .isInstanceOf(WeirException.class);
  }
}
