package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The harness takes the target's digest itself, and records what it saw of each process. */
class VerifyIT extends ShellTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none   | 5 | verify.sh wrote no digest to BENCH_TARGET",
        "garbage| 5 | the digest of verify.sh",
        "rows   | 4 | the target holds 1 rows with digest c0ffee; the source holds 100 rows",
        "digest | 4 | the target holds 100 rows with digest bad; the source holds 100 rows",
      })
  void target_thatIsNotTheSource_isNotRecorded(String fault, int exitCode, String message) {
    repository.environment().put("FAKE_TARGET", fault);
    repository.quick().assertExitCode(exitCode).contains(message);
    assertThat(repository.results()).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void modeWithItsOwnTarget_isRecordedWithIt() {
    repository.environment().put("FAKE_OTHER", "yes");
    repository.bench("alpha", "--iters", "1", "--aot", "--no-aot").assertExitCode(0);
    assertThat(repository.resultsWith("\"target_rows\":7,\"target_digest\":\"0ddba11\""))
        .isNotEmpty()
        .isEqualTo(repository.resultsWith("\"mode\":\"fast"));
    assertThat(repository.resultsWith("\"target_digest\":\"c0ffee\""))
        .isEqualTo(repository.resultsWith("\"mode\":\"slow"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FAKE_RECORD|rows  |run 2: records_written with outputs is 6, asked for 7",
        "FAKE_RECORD|hash  |run 2: the destination has bad, and not the mode's digest 0ddba11",
        "FAKE_TARGET|rows  |the target holds 1 rows with digest 0ddba11; the mode leaves 7 rows",
        "FAKE_TARGET|digest|the target holds 7 rows with digest bad; the mode leaves 7 rows",
      })
  void modeWithItsOwnTarget_thatLeavesAnother_isNotRecorded(
      String variable, String fault, String message) {
    repository.environment().put("FAKE_OTHER", "yes");
    repository.environment().put(variable, fault);
    repository.quick().assertExitCode(4).contains(message);
    assertThat(repository.results()).isEmpty();
  }

  @Test
  void verify_thatFails_isShownAndNothingIsRecorded() {
    repository.environment().put("FAKE_FAIL", "verify:alpha");
    repository.quick().assertExitCode(5).contains("alpha: verify.sh fast failed with exit code 3");
    assertThat(repository.results()).isEmpty();
  }

  @Test
  void verify_isOptional() throws IOException {
    Files.delete(repository.root().resolve("connectors/alpha/verify.sh"));
    repository.quick().assertExitCode(0);
    assertThat(repository.resultsWith("target_digest")).isEmpty();
    assertThat(repository.results()).isNotEmpty();
  }

  @Test
  void limitMode_isLeftToItself() {
    repository.environment().put("FAKE_LIMIT", "limit");
    repository.quick().assertExitCode(0);
    assertThat(repository.trace().lines()).contains("alpha verify fast");
    assertThat(repository.trace().linesWith("verify limit")).isEmpty();
    assertThat(repository.resultsWith("\"target_digest\":\"c0ffee\"")).hasSize(4);
  }

  @Test
  void process_isRecordedWithItsTimeAndMemory() throws Exception {
    ScriptProcess bench = startUntilHanging("run", repository.benchScript(), QUICK);
    repository.awaitScratchFile("rss-peak");
    repository.trace().endHanging();
    bench.result().assertExitCode(0);
    assertThat(repository.results())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsPattern("\"wall_secs\":[0-9.]+")
                    .containsPattern("\"cpu_secs\":[0-9.]+")
                    .containsPattern("\"rss_peak_bytes\":[1-9][0-9]+")
                    .containsPattern("\"other_cpu_share\":[0-9.]+"));
  }

  @Test
  void editedHook_isRecordedAsDirtyBesideACleanBuild() throws IOException {
    repository.environment().put("BENCH_BUILD", ScratchRepository.buildOfACommit());
    repository.append("connectors/alpha/run.sh", "# edited\n");
    repository.quickCompare("HEAD", "HEAD", "--iters", "1").assertExitCode(0);
    String harness = "\"harness\":{\"git_sha\":\"%s\",\"dirty\":true";
    assertThat(repository.resultsWith(harness.formatted(repository.git("rev-parse", "HEAD"))))
        .isEqualTo(repository.resultsWith("\"dirty\":false,\"build_digest\""))
        .hasSize(16);
  }

  @Test
  void index_ofTheUsersRepository_isNotWritten() throws IOException {
    // As after touch: git status would refresh the index, and lock it to do so.
    Files.setLastModifiedTime(
        repository.root().resolve("connectors/alpha/run.sh"),
        java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    byte[] before = Files.readAllBytes(repository.root().resolve(".git/index"));
    repository.quick().assertExitCode(0);
    assertThat(Files.readAllBytes(repository.root().resolve(".git/index"))).isEqualTo(before);
  }
}
