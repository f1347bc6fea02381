package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded, and that nothing is when a process did not do or did not prove its work. */
class RecordingIT extends ShellTest {
  private String before = "";

  @Test
  void bench_eachRun_isALineWithItsPositionBuildAndEnvironment() {
    repository.environment().put("FAKE_LIMIT", "limit");
    repository.quick("--seed", "77").assertExitCode(0);

    assertThat(repository.results()).hasSize(8);
    assertThat(repository.resultsWith("\"phase\":\"cold\"")).hasSize(2);
    assertThat(repository.resultsWith("\"phase\":\"warmup\"")).hasSize(2);
    assertThat(repository.resultsWith("\"phase\":\"warm\"")).hasSize(4);
    assertThat(repository.resultsWith("\"mode\":\"limit\",\"bench_rows\":100,\"limit\":true"))
        .hasSize(4);
    String build =
        "\"git_sha\":\"%s\",\"git_branch\":\"main\",\"dirty\":false"
            .formatted(repository.git("rev-parse", "HEAD"));
    assertThat(repository.results())
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"seed\":77")
                    .contains(build)
                    .contains("\"server\":\"9.1\"},\"noise\"")
                    .contains("\"load_average\":")
                    .contains("\"facts\":{\"provider\":\"fake\""));
  }

  @Test
  void bench_dirtyTree_isRecordedAsDirty() throws IOException {
    repository.append("connectors/alpha/config.sh.orig", "change\n");
    repository.quick().assertExitCode(0).contains("with uncommitted changes");
    assertThat(repository.resultsWith("\"dirty\":true")).isNotEmpty();
  }

  @Test
  void bench_outsideOfARepository_recordsNoCommit() throws IOException {
    repository.leaveGit();
    repository.quick().assertExitCode(0).contains("unknown commit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none      | 5 | no record was written",
        "half      | 5 | record 4: not a JSON object",
        "missing   | 5 | 4 runs were asked for, 3 records were written",
        "rows      | 4 | run 2: records_written is 99, asked for 100",
        "hash      | 4 | run 2: the content differs (source c0ffee, destination bad)",
        "unverified| 4 | run 1: dest_hash is missing; the content was not verified",
      })
  void bench_faultyRecord_addsNothing(String fault, int exitCode, String message)
      throws IOException {
    writeResults("");
    repository.environment().put("FAKE_RECORD", fault);
    assertNothingRecorded(repository.quick(), exitCode).contains(message);
  }

  @Test
  void bench_failedProcessWithAlteredRows_isACorrectnessFailure() throws IOException {
    writeResults("");
    repository.environment().put("FAKE_RECORD", "hash");
    repository.environment().put("FAKE_FAIL", "run:alpha");
    assertNothingRecorded(repository.quick(), 4)
        .contains("the content differs")
        .contains("failed with exit code 3");
  }

  @Test
  void bench_correctnessFailure_outweighsTheFailureOfAnotherConnector() throws IOException {
    repository.replace("connectors/beta/run.sh", "\\A(.*\n)", "$1export FAKE_RECORD=hash\n");
    repository.environment().put("FAKE_FAIL", "setup:alpha");
    repository.bench("--iters", "1", "--modes", "fast").assertExitCode(4);
  }

  @Test
  void bench_fullDisk_leavesNoPartOfARecord() throws IOException {
    // A file may have ten blocks of 1024 bytes; the earlier lines take most of them.
    writeResults(" ".repeat(9000) + "\n");
    Path limited = directory.resolve("limited.sh");
    Files.writeString(
        limited,
        "trap '' XFSZ\nulimit -f 10\nexec '%s' \"$@\"\n".formatted(repository.benchScript()));
    ScriptResult result = repository.run(Path.of("bash"), arguments(limited.toString(), QUICK));
    assertNothingRecorded(result, 5)
        .contains("The results could not be written to " + repository.resultsFile())
        .contains("nothing was added");
  }

  @Test
  void bench_resultsOnAFullDevice_isAnEnvironmentFailure() {
    repository.environment().put("BENCH_RESULTS", "/dev/full");
    repository.quick().assertExitCode(5).contains("The results could not be written to /dev/full");
  }

  @Test
  void bench_resultsBelowAFile_isAnEnvironmentFailure() throws IOException {
    Path results = Files.createFile(directory.resolve("file")).resolve("results.jsonl");
    repository.environment().put("BENCH_RESULTS", results.toString());
    repository.quick().assertExitCode(5).contains("The results could not be written to " + results);
  }

  @Test
  void report_recordedRun_isPrintedAgain() {
    repository.quick();
    Path launcher = ScratchRepository.DIST.resolve("bin/weir-bench");
    String results = repository.resultsFile().toString();
    String run =
        repository.results().get(0).replaceFirst(".*\"bench_run_id\":\"([^\"]*)\".*", "$1");

    repository
        .run(launcher, "report", "--results", results, "--run", run)
        .assertExitCode(0)
        .contains("alpha, 100 rows, 1 round");
    repository
        .run(launcher, "report", "--results", results, "--run", "other")
        .assertExitCode(2)
        .contains("no results of run other in %s, which has: %s".formatted(results, run));
  }

  /** Writes a line of results that the run must keep. */
  private void writeResults(String more) throws IOException {
    before = "{\"earlier\": \"line\"}\n" + more;
    Files.createDirectories(repository.resultsFile().getParent());
    Files.writeString(repository.resultsFile(), before);
  }

  private AbstractStringAssert<?> assertNothingRecorded(ScriptResult result, int exitCode) {
    AbstractStringAssert<?> output = result.assertExitCode(exitCode);
    assertThat(repository.resultsFile()).content().isEqualTo(before);
    assertThat(repository.trace().lines()).contains("alpha teardown");
    repository.assertNothingIsLeft();
    return output;
  }
}
