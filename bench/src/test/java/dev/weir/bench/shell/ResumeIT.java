package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A comparison that was interrupted is reported as far as it came, and can be continued. */
class ResumeIT extends ShellTest {
  @BeforeEach
  void makeTwoCommits() {
    repository.commit("second");
    repository.environment().put("BENCH_BUILD", ScratchRepository.buildOfACommit());
  }

  @Test
  void killedComparison_isContinuedWithItsOwnSettings() throws Exception {
    // Hangs in the second process of the first pair, after the warm-up pair.
    ScriptProcess killed = hangIn(4, "--store", "disk");
    killed.signal("KILL");
    killed.result().assertExitCode(137);
    repository.trace().endHanging();
    String run = unfinished().get(0);
    String first = repository.git("rev-parse", "HEAD~1");
    repository.commit("third");
    repository.lockElsewhere();

    repository
        .compare("--resume", run)
        .assertExitCode(2)
        .contains("the run was measured with --store, which is not kept; give it again.");
    repository.compare("--resume", run, "--store", "disk").assertExitCode(0).contains("2 pairs");

    assertThat(repository.resultsWith("\"bench_run_id\":\"" + run + "\""))
        .hasSameSizeAs(repository.results());
    // The pair that lacks an arm is made up for by those of a new block.
    assertThat(iterations("A")).contains("0", "3", "4");
    assertThat(iterations("B")).contains("0", "3", "4");
    assertThat(iterations("A").contains("1")).isNotEqualTo(iterations("B").contains("1"));
    assertThat(repository.resultsWith("\"arm\":\"A\",\"ref\":\"HEAD~1\",\"git_sha\":\"" + first))
        .isNotEmpty();
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void interruptedComparison_isReportedWithTheCommandThatPrintsItAgain() throws Exception {
    ScriptProcess compare = hangIn(5);
    compare.signal("INT");
    String output = compare.result().output();
    assertThat(compare.result().exitCode()).isEqualTo(130);
    assertThat(output)
        .contains("The report of what was measured so far:")
        .contains("alpha/fast/100, 1 pair");
    String command =
        output
            .substring(output.indexOf("print its report again: "))
            .lines()
            .findFirst()
            .orElseThrow();
    ScriptResult redrawn =
        repository.run(
            Path.of("bash"), "-c", command.substring("print its report again: ".length()));
    redrawn.assertExitCode(0).contains("alpha/fast/100, 1 pair");
    assertThat(unfinished()).hasSize(1);
    repository.assertNothingIsLeft();
  }

  @Test
  void unknownRun_namesThoseThereAre() {
    repository
        .compare("--resume", "20260101T000000Z-1")
        .assertExitCode(2)
        .contains("there is no unfinished comparison '20260101T000000Z-1'; there are: none");
  }

  @Test
  void refsBesideResume_areRefused() {
    repository
        .compare("HEAD", "--resume", "x")
        .assertExitCode(2)
        .contains("--resume takes no refs");
  }

  private ScriptProcess hangIn(int process, String... more) throws Exception {
    repository.environment().put("FAKE_AFTER", Integer.toString(process));
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "HEAD~1", "HEAD", "--connector", "alpha", "--rows", "100", "--repeats", "2"),
                Stream.concat(Stream.of("--iters", "2", "--seed", "5"), Stream.of(more)))
            .toArray(String[]::new);
    return startUntilHanging("run", repository.compareScript(), arguments);
  }

  private List<String> iterations(String arm) {
    return repository.resultsWith("\"phase\":\"cold\",\"arm\":\"" + arm + "\"").stream()
        .map(line -> line.replaceFirst(".*\"iteration\":([0-9]+).*", "$1"))
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }

  private List<String> unfinished() throws IOException {
    Path folder = repository.root().resolve("target/bench_results/unfinished");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
