package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code compare.sh} says of its arms before it measures, and when it stops. */
class ArmsIT extends ShellTest {
  private String first = "";
  private String second = "";

  @BeforeEach
  void makeTwoCommits() {
    repository.commit("second");
    first = repository.git("rev-parse", "HEAD~1");
    second = repository.git("rev-parse", "HEAD");
    repository.environment().put("BENCH_BUILD", ScratchRepository.buildOfACommit());
  }

  @Test
  void connectorThatAnArmLacks_isNamedBeforeAnythingIsBuilt() throws IOException {
    repository.append(
        "connectors/gamma/config.sh", "source \"${BASH_SOURCE[0]%/*}/../alpha/config.sh\"\n");
    repository.environment().put("BENCH_BUILD", "touch built");
    repository
        .compare("HEAD~1", "HEAD", "--connector", "gamma")
        .assertExitCode(5)
        .contains("gamma: arm A, HEAD~1 (%s), has no connectors/gamma".formatted(first))
        .contains("gamma: arm B, HEAD (%s), has no connectors/gamma".formatted(second));
    assertThat(repository.trace().lines()).isEmpty();
    assertThat(repository.root().resolve("built")).doesNotExist();
  }

  @Test
  void modeThatAnArmLacks_isNamedBeforeAnythingIsMeasured() {
    repository.environment().put("FAKE_MISSING", "fast:" + first);
    compare("--iters", "1")
        .assertExitCode(5)
        .contains(
            "alpha: arm A, HEAD~1 (%s), cannot do the mode fast: no codec fast".formatted(first));
    assertThat(repository.trace().lines()).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void twoRefsOfOneCommit_areLabelledAsAnAAComparison() {
    repository
        .compare(
            "main",
            "HEAD",
            "--connector",
            "alpha",
            "--rows",
            "100",
            "--repeats",
            "2",
            "--iters",
            "1")
        .assertExitCode(0)
        .contains("A/A: both refs are the commit " + second);
  }

  @Test
  void brokenTree_isComparedWithTheProgramsOfTheLastBuild() throws IOException {
    compare("--iters", "1").assertExitCode(0);
    repository.append("core/Broken.java", "does not compile\n");
    repository.environment().put("BENCH_BUILD", "echo cannot find symbol; exit 1");
    compare("--iters", "1")
        .assertExitCode(0)
        .contains("The build of this tree failed")
        .contains("The harness's programs are those of the last build that succeeded.")
        .contains("1 pair");
  }

  @Test
  void severalModes_areMeasuredInTurnByBlock() {
    compare("--iters", "2", "--modes", "slow,fast").assertExitCode(0);
    String modes =
        repository.trace().linesWith("alpha run ").stream()
            .map(line -> line.startsWith("alpha run slow") ? "s" : "f")
            .reduce("", String::concat);
    assertThat(modes).isEqualTo("ssffssssffff");
  }

  @Test
  void size_isChosenByAPilotAndKeptForAResumption() throws Exception {
    repository.environment().put("FAKE_AFTER", "4");
    ScriptProcess compare =
        startUntilHanging(
            "run",
            repository.compareScript(),
            "HEAD~1",
            "HEAD",
            "--connector",
            "alpha",
            "--rows",
            "100",
            "--iters",
            "2",
            "--max-time",
            "1h");
    compare.signal("INT");
    compare
        .result()
        .assertExitCode(130)
        .contains("pilot, process 2 of 2")
        .containsPattern("alpha: 2 pairs of [0-9]+ measured runs after [0-9]+ warm-up runs take");
    // Eight measured runs and the cold and warm-up run of each of two processes.
    assertThat(repository.resultsWith("-pilot\",\"iteration\":0")).hasSize(20);
    try (Stream<Path> files =
        Files.list(repository.root().resolve("target/bench_results/unfinished"))) {
      assertThat(files.findFirst().orElseThrow())
          .content()
          .containsPattern("chosen_alpha=[0-9]+ [0-9]+ 2\n");
    }
  }

  @Test
  void clearAnswer_endsTheComparisonAtALookAndTheGateFails() {
    repository.environment().put("FAKE_SLOW", second);
    compare("--iters", "20", "--gate", "--warmup", "0")
        .assertExitCode(1)
        .contains("alpha: after 8 of 20 pairs");
    assertThat(repository.trace().linesWith("alpha run ")).hasSize(18);
  }

  private ScriptResult compare(String... more) {
    return repository.compare(
        Stream.concat(
                Stream.of(
                    "HEAD~1",
                    "HEAD",
                    "--connector",
                    "alpha",
                    "--rows",
                    "100",
                    "--repeats",
                    "2",
                    "--seed",
                    "5"),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
