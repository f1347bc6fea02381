package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordsTest {
  private static final String FIRST = Records.engineLine(1, 0.8);
  private static final String SECOND = Records.engineLine(2, 0.4);

  @TempDir Path directory;

  @Test
  void read_allRuns_areInOrder() throws IOException {
    assertThat(ProcessRecords.read(file(FIRST, SECOND), 50_000, Optional.empty(), 2))
        .extracting(EngineRecord::repeat)
        .containsExactly(1, 2);
  }

  @Test
  void read_noFile_reportsThatNoRecordWasWritten() {
    assertIncomplete(directory.resolve("none"), 2, "no record was written");
  }

  @Test
  void read_emptyFile_reportsThatNoRecordWasWritten() throws IOException {
    assertIncomplete(file("", ""), 2, "no record was written");
  }

  @Test
  void read_missingRun_reportsBothCounts() throws IOException {
    assertIncomplete(file(FIRST), 2, "2 runs were asked for, 1 records were written");
  }

  @Test
  void read_sameNumberTwice_namesIt() throws IOException {
    assertIncomplete(file(FIRST, FIRST), 2, "record 2 has the number 1");
  }

  @Test
  void read_truncatedLine_namesIt() throws IOException {
    assertIncomplete(file(FIRST, SECOND.substring(0, 90)), 2, "record 2: not a JSON object");
  }

  @Test
  void read_notUtf8_isIncomplete() throws IOException {
    Path path = file(FIRST);
    Files.write(path, "\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    assertIncomplete(path, 1, "not UTF-8");
  }

  @Test
  void read_wrongRowsAndTruncatedLine_isACorrectnessFailure() throws IOException {
    Path path =
        file(FIRST.replace("\"dest_rows\":50000", "\"dest_rows\":49998"), SECOND.substring(0, 90));
    assertThatThrownBy(() -> ProcessRecords.read(path, 50_000, Optional.empty(), 2))
        .isInstanceOf(CorrectnessException.class)
        .hasMessage("run 1: dest_rows is 49998, asked for 50000");
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(directory.resolve("records.jsonl"), String.join("\n", lines) + "\n");
  }

  private static void assertIncomplete(Path path, int runs, String message) {
    assertThatThrownBy(() -> ProcessRecords.read(path, 50_000, Optional.empty(), runs))
        .isInstanceOf(IncompleteRecordException.class)
        .hasMessageContaining(message);
  }
}
