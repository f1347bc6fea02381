package dev.weir.bench.result;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  void read_tornInvalidUnknownAndLongLines_areNumberedAndTheOthersRead() throws IOException {
    List<String> lines = RUNS.stream().map(RecordedRunJson::write).toList();
    String newer = lines.get(1).replace("\"schema_version\":", "\"schema_version\":9");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(utf8(lines.get(0) + "\n" + newer + "\n"));
    bytes.writeBytes(utf8(lines.get(1).replace("Debian", "D\u00e9bian") + "\r\n\n"));
    bytes.writeBytes(lines.get(2).replace("Debian", "D\u00e9bian").getBytes(ISO_8859_1));
    bytes.writeBytes(utf8("\n{\"notices\":\"" + "x".repeat(LineReader.MAX_LINE) + "\"}\n"));
    bytes.writeBytes(utf8(lines.get(3) + "\n" + lines.get(2).substring(0, 900)));
    Path path = Files.write(directory.resolve("results.jsonl"), bytes.toByteArray());

    ResultsFile.Contents contents = new ResultsFile(path).read();

    assertThat(contents.runs()).extracting(run -> run.record().repeat()).containsExactly(1, 2, 4);
    assertThat(contents.runs().get(1).environment().jdk()).startsWith("D\u00e9bian");
    assertThat(contents.problems())
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .startsWith("line 2 is not a recorded run: schema_version 9")
                    .contains("is unknown"),
            problem ->
                assertThat(problem).isEqualTo("line 5 is not a recorded run: it is not UTF-8 text"),
            problem ->
                assertThat(problem)
                    .isEqualTo("line 6 is not a recorded run: it is longer than 1048576 bytes"),
            problem -> assertThat(problem).startsWith("line 8 is not a recorded run: not a JSON"));
  }

  @Test
  void read_otherRun_reportsItsTornLineAndItsInvalidByte() throws IOException {
    String line = RecordedRunJson.write(RUNS.get(0));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(line.replace("17.0.15\"", "\u00e9\"").getBytes(ISO_8859_1));
    bytes.writeBytes(utf8("\n" + line + "\n" + line.substring(0, line.length() - 30)));
    Path path = Files.write(directory.resolve("results.jsonl"), bytes.toByteArray());

    ResultsFile.Contents contents = new ResultsFile(path).read(RunFilter.ofRun("other"));

    assertThat(contents.runs()).isEmpty();
    assertThat(contents.problems())
        .containsExactly(
            "line 1 is not a recorded run: it is not UTF-8 text",
            "line 3 is not a recorded run: not a JSON object: the line is cut off");
  }

  @Test
  void read_manyBadLines_countsThoseBeyondTheFirst() throws IOException {
    Path path = Files.writeString(directory.resolve("results.jsonl"), "nonsense\n".repeat(30));
    List<String> problems = new ResultsFile(path).read().problems();
    assertThat(problems).hasSize(ResultsFile.MAX_PROBLEMS + 1);
    assertThat(problems).last().isEqualTo("10 more lines up to line 30 are not recorded runs");
  }

  @Test
  void read_filter_selectsByEachCondition() {
    ResultsFile results = new ResultsFile(directory.resolve("results.jsonl"));
    results.append(RUNS);
    results.append(Records.process("lz4", false, Optional.empty(), 1, 0.3));
    String sha = RUNS.get(0).build().sha().orElseThrow();

    assertThat(modes(results, RunFilter.ofRun(RUNS.get(0).slot().runId()))).hasSize(7);
    assertThat(modes(results, RunFilter.ofRun("other"))).isEmpty();
    assertThat(modes(results, subject("postgres", "lz4", 50_000))).containsOnly("lz4").hasSize(3);
    assertThat(modes(results, subject("postgres", "lz4", 50_001))).isEmpty();
    assertThat(modes(results, subject("mysql", "lz4", 50_000))).isEmpty();
    assertThat(modes(results, RunFilter.all().withShas(Set.of(sha)))).hasSize(7);
    assertThat(modes(results, RunFilter.all().withShas(Set.of("0" + sha)))).isEmpty();
    assertThat(modes(results, RunFilter.all().withPhase(Phase.WARM)))
        .containsExactly("copy", "copy", "lz4");
  }

  @Test
  void read_fieldsInAnotherOrder_selectsTheSame() throws IOException {
    ObjectNode json = Fields.parse(RecordedRunJson.write(RUNS.get(0))).json();
    json.set("mode", json.remove("mode"));
    Path path = Files.writeString(directory.resolve("results.jsonl"), json.toString());
    ResultsFile results = new ResultsFile(path);
    assertThat(modes(results, subject("postgres", "copy", 50_000))).hasSize(1);
    assertThat(modes(results, subject("postgres", "lz4", 50_000))).isEmpty();
  }

  @Test
  void runIdsAndShas_areDistinct() {
    ResultsFile results = new ResultsFile(directory.resolve("results.jsonl"));
    results.append(RUNS);
    results.append(RUNS);
    assertThat(results.runIds()).containsExactly(RUNS.get(0).slot().runId());
    assertThat(results.shas()).containsExactly(RUNS.get(0).build().sha().orElseThrow());
  }

  @Test
  void ofBenchmark_otherBenchmarks_areExcluded() {
    ResultsFile.Contents contents = new ResultsFile.Contents(RUNS, List.of());
    assertThat(contents.ofBenchmark("20260504T101500Z-7")).hasSize(4);
    assertThat(contents.ofBenchmark("other")).isEmpty();
  }

  private static RunFilter subject(String connector, String mode, long rows) {
    return RunFilter.all()
        .withSubject(Optional.of(connector), Optional.of(mode), Optional.of(rows));
  }

  private static List<String> modes(ResultsFile results, RunFilter filter) {
    return results.read(filter).runs().stream().map(run -> run.subject().mode()).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
