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

/** {@code compare.sh} on two commits, each built once, apart from the user's tree. */
class CompareIT extends ShellTest {
  private static final String HANG_IN_WORKTREE =
      "; case $PWD in */refs/*) echo build hangs as $$ >>\"$FAKE_TRACE\"; exec tail -f /dev/null"
          + " ;; esac";

  private String first = "";
  private String second = "";
  private Path built;

  @BeforeEach
  void makeTwoCommits() {
    repository.commit("second");
    first = repository.git("rev-parse", "HEAD~1");
    second = repository.git("rev-parse", "HEAD");
    built = directory.resolve("built");
    String build = "git rev-parse HEAD >>'%s'; ".formatted(built);
    repository.environment().put("BENCH_BUILD", build + ScratchRepository.buildOfACommit());
  }

  @Test
  void compare_twoCommits_areMeasuredInPairsAfterAWarmUpPair() {
    pairs("--iters", "2")
        .assertExitCode(0)
        .contains("alpha/fast/100, 2 pairs")
        .contains("A HEAD~1 (" + first.substring(0, 10) + ")")
        .contains("B HEAD (" + second.substring(0, 10) + ")")
        .contains("No verdict: 2 pairs, and at least 6 are needed");

    String runs =
        repository.trace().linesWith("alpha run fast ").stream()
            .map(line -> line.substring("alpha run fast ".length()))
            .map(sha -> sha.equals(first) ? "A" : sha.equals(second) ? "B" : "?")
            .collect(Collectors.joining());
    // The order of the pairs in a block is the seed's; the second pair mirrors the first.
    assertThat(runs).isIn("ABABBA", "ABBAAB");
    assertThat(repository.trace().linesWith("setup")).hasSize(1);
    assertThat(repository.trace().linesWith("teardown")).hasSize(1);
    assertThat(repository.resultsWith("\"iteration\":0")).hasSize(8);
    String arm = "\"arm\":\"%s\",\"ref\":\"%s\",\"git_sha\":\"%s\"";
    assertThat(repository.resultsWith(arm.formatted("A", "HEAD~1", first))).hasSize(12);
    assertThat(repository.resultsWith(arm.formatted("B", "HEAD", second))).hasSize(12);
    repository.assertNothingIsLeft();
  }

  @Test
  void compare_sameCommitsTwice_buildsEachAndTheHarnessOnce() throws IOException {
    pairs("--iters", "1").assertExitCode(0);
    pairs("--iters", "1").assertExitCode(0);
    List<String> builds = Files.readAllLines(built);
    assertThat(builds).filteredOn(first::equals).hasSize(1);
    // Once apart, and once for today's tree, which stands at the same commit and does not change.
    assertThat(builds).filteredOn(second::equals).hasSize(2);
  }

  @Test
  void compare_commitWithItself_isTwoArms() {
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
        .assertExitCode(0);
    assertThat(repository.resultsWith("\"arm\":\"A\",\"ref\":\"main\"")).hasSize(8);
    assertThat(repository.resultsWith("\"arm\":\"B\",\"ref\":\"HEAD\"")).hasSize(8);
  }

  @Test
  void compare_dirtyTree_isUnchangedAndNotMeasured() throws IOException {
    repository.append("notes", "my work\n");
    repository.append("connectors/alpha/config.sh", "# my change\n");
    List<String> before = tree();

    pairs("--iters", "1")
        .assertExitCode(0)
        .contains(
            "This tree has uncommitted changes; they are not measured, only HEAD~1 and HEAD are.");

    assertThat(tree()).isEqualTo(before);
    assertThat(repository.git("symbolic-ref", "--short", "HEAD")).isEqualTo("main");
    assertThat(repository.git("worktree", "list").lines()).hasSize(1);
  }

  @Test
  void compare_commitThatDoesNotBuild_isNamedAndBuiltAgainNextTime() {
    String good = repository.environment().getOrDefault("BENCH_BUILD", "");
    String bad = "; if [ \"$(git rev-parse HEAD)\" = %s ]; then echo no such symbol; exit 1; fi";
    repository.environment().put("BENCH_BUILD", good + bad.formatted(first));
    pairs("--iters", "1")
        .assertExitCode(5)
        .contains("The build of HEAD~1 failed")
        .contains("    no such symbol");
    assertThat(repository.trace().lines()).isEmpty();
    repository.assertNothingIsLeft();

    repository.environment().put("BENCH_BUILD", good);
    pairs("--iters", "1").assertExitCode(0);
  }

  @Test
  void compare_sigtermDuringABuild_removesTheWorktree() throws Exception {
    repository.environment().merge("BENCH_BUILD", HANG_IN_WORKTREE, String::concat);
    ScriptProcess compare =
        repository.start(repository.compareScript(), "HEAD~1", "HEAD", "--connector", "alpha");
    repository.trace().awaitHanging("build");
    assertThat(repository.git("worktree", "list").lines()).hasSize(2);

    compare.signal("TERM");

    compare.result().assertExitCode(143);
    repository.assertNothingIsLeft();
  }

  @Test
  void compare_worktreeOfAKilledComparison_isRemoved() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    addWorktree(ended.pid());
    pairs("--iters", "1").assertExitCode(0);
    repository.assertNothingIsLeft();
  }

  @Test
  void compare_worktreeOfAReusedProcessId_isRemoved() {
    addWorktree(ProcessHandle.current().pid());
    pairs("--iters", "1").assertExitCode(0);
    repository.assertNothingIsLeft();
  }

  @Test
  void compare_worktreeOfARunningComparison_isKept() throws Exception {
    String good = repository.environment().getOrDefault("BENCH_BUILD", "");
    repository.environment().put("BENCH_BUILD", good + HANG_IN_WORKTREE);
    ScriptProcess running =
        repository.start(repository.compareScript(), "HEAD~1", "HEAD", "--connector", "alpha");
    repository.trace().awaitHanging("build");
    repository.environment().put("BENCH_BUILD", good);
    repository.lockElsewhere();
    pairs("--iters", "1").assertExitCode(0);
    assertThat(repository.git("worktree", "list").lines()).hasSize(2);

    running.signal("TERM");
    running.result().assertExitCode(143);
    repository.assertNothingIsLeft();
  }

  @Test
  void compare_runThatFails_isShownAndTornDown() {
    repository.environment().put("FAKE_FAIL", "run:alpha");
    pairs("--iters", "1").assertExitCode(5).contains("alpha: run.sh fast failed with exit code 3");
    assertThat(repository.trace().lines()).endsWith("alpha teardown");
    repository.assertNothingIsLeft();
  }

  private ScriptResult pairs(String... more) {
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

  /**
   * Adds a worktree as of a comparison that began right after the boot, and had this process id.
   */
  private void addWorktree(long pid) {
    Path tree = repository.root().resolve("target/refs/%s/tree.%d-1".formatted(first, pid));
    repository.git("worktree", "add", "--quiet", "--detach", tree.toString(), first);
  }

  private List<String> tree() throws IOException {
    return List.of(
        repository.git("status", "--porcelain"),
        repository.git("stash", "list"),
        Files.readString(repository.root().resolve("connectors/alpha/config.sh")));
  }
}
