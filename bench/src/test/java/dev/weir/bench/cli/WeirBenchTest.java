package dev.weir.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeirBenchTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:15:30Z");
  private static final String RUN =
      """
      {"record_version":1,"repeat":%d,"records_read":100,"records_written":100,"dest_rows":100,\
      "source_hash":"ab","dest_hash":"ab","duration_secs":%s,"made_up":"kept"}
      """;

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Path records;
  private Path results;
  private Path environment;

  @BeforeEach
  void writeInputs() throws IOException {
    records = directory.resolve("record.jsonl");
    results = directory.resolve("results.jsonl");
    environment = directory.resolve("environment.json");
    run("environment");
    Files.writeString(environment, out.toString(StandardCharsets.UTF_8));
    Files.writeString(
        records,
        RUN.formatted(1, 0.9)
            + RUN.formatted(2, 0.5)
            + RUN.formatted(3, 0.4)
            + RUN.formatted(4, 0.42));
  }

  @Test
  void record_goodRuns_appendsALineEachAndPrintsProgress() throws IOException {
    int code = record("--step", "2", "--steps", "10", "--started", epochSecondsAgo(20));

    assertThat(code).isZero();
    assertThat(output()).isEqualTo("410.0 ms a warm run, about 80 s left\n");
    assertThat(Files.readAllLines(results))
        .hasSize(4)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"timestamp\":\"2026-05-04T10:15:30Z\"")
                    .contains(
                        "\"bench_run_id\":\"run-1\",\"iteration\":3,\"position\":2,\"seed\":42")
                    .contains("\"made_up\":\"kept\""));
    assertThat(Files.readAllLines(results).get(1)).contains("\"phase\":\"warmup\"");
  }

  @Test
  void record_lastStep_printsNoRemainingTime() {
    record("--step", "10", "--steps", "10", "--started", epochSecondsAgo(20));
    assertThat(output()).isEqualTo("410.0 ms a warm run\n");
  }

  @Test
  void record_longRemainingTime_isPrintedInMinutes() {
    record("--step", "1", "--steps", "11", "--started", epochSecondsAgo(30));
    assertThat(output()).endsWith(", about 5 min left\n");
  }

  @Test
  void record_wrongRows_exitsWith4AndAddsNothing() throws IOException {
    Files.writeString(
        records, Files.readString(records).replace("\"dest_rows\":100", "\"dest_rows\":99"));

    assertThat(record()).isEqualTo(4);
    assertThat(errors()).contains("run 1: dest_rows is 99, asked for 100");
    assertThat(results).doesNotExist();
  }

  @Test
  void record_missingRun_exitsWith5AndAddsNothing() throws IOException {
    Files.writeString(records, RUN.formatted(1, 0.9));

    assertThat(record()).isEqualTo(5);
    assertThat(errors()).isEqualTo("4 runs were asked for, 1 records were written\n");
    assertThat(results).doesNotExist();
  }

  @Test
  void record_badFacts_exitsWith5() throws IOException {
    Files.writeString(directory.resolve("facts.json"), "{");
    assertThat(record()).isEqualTo(5);
    assertThat(errors()).startsWith("the facts of setup.sh: not a JSON object");
  }

  @Test
  void record_checkOnly_addsNothing() {
    assertThat(record("--check-only")).isZero();
    assertThat(results).doesNotExist();
  }

  @Test
  void record_missingOption_isAUsageError() {
    assertThat(run("record", "--rows", "100")).isEqualTo(2);
    assertThat(errors()).startsWith("weir-bench: Missing required options");
  }

  @Test
  void report_recordedRun_isPrinted() {
    record();
    assertThat(run("report", "--results", results.toString(), "--run", "run-1")).isZero();
    assertThat(output()).contains("made, 100 rows, 1 round").containsPattern("copy +410 +244");
  }

  @Test
  void report_invalidLine_isReportedAndSkipped() throws IOException {
    Files.writeString(results, "{\"torn\":");
    record();
    assertThat(run("report", "--results", results.toString(), "--run", "run-1")).isZero();
    assertThat(errors()).contains("line 1 is not a recorded run");
    assertThat(output()).contains("made, 100 rows, 1 round");
  }

  @Test
  void report_unknownRun_namesTheRunsThereAre() {
    record();
    assertThat(run("report", "--results", results.toString(), "--run", "run-2")).isEqualTo(2);
    assertThat(errors()).contains("no results of run run-2").contains("which has: run-1");
  }

  @Test
  void report_noResultsYet_exitsWith5() {
    assertThat(run("report", "--results", results.toString(), "--run", "run-1")).isEqualTo(5);
    assertThat(errors()).contains("cannot be read");
  }

  @Test
  void report_colorAlways_isInColour() {
    record();
    run("report", "--results", results.toString(), "--run", "run-1", "--color", "always");
    assertThat(output()).contains("\u001b[1m");
  }

  @Test
  void plan_ofModes_isALineForEachProcess() {
    assertThat(run("plan", "--modes", "insert,copy", "--iterations", "3", "--seed", "1")).isZero();
    assertThat(output().lines())
        .hasSize(6)
        .allMatch(line -> line.matches("[123] [12] (insert|copy)"));
  }

  @Test
  void plan_withoutIterationsOrBothKinds_isAUsageError() {
    assertThat(run("plan", "--modes", "a", "--iterations", "0", "--seed", "1")).isEqualTo(2);
    assertThat(run("plan", "--modes", "a", "--pairs", "--iterations", "1", "--seed", "1"))
        .isEqualTo(2);
  }

  @Test
  void unknownCommand_isAUsageError() {
    assertThat(run("judge")).isEqualTo(2);
  }

  private int record(String... more) {
    List<String> arguments = new ArrayList<>(List.of("record", "--record", records.toString()));
    arguments.addAll(
        List.of("--results", results.toString(), "--environment", environment.toString()));
    arguments.addAll(List.of("--facts", directory.resolve("facts.json").toString()));
    arguments.addAll(List.of("--connector", "made", "--mode", "copy", "--rows", "100"));
    arguments.addAll(List.of("--warmup", "1", "--repeats", "2", "--run", "run-1"));
    arguments.addAll(List.of("--iteration", "3", "--position", "2", "--seed", "42"));
    Stream.of(more).forEach(arguments::add);
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return WeirBench.run(out, err, Clock.fixed(NOW, ZoneOffset.UTC), arguments);
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static String epochSecondsAgo(long seconds) {
    return String.valueOf(NOW.minusSeconds(seconds).getEpochSecond());
  }
}
