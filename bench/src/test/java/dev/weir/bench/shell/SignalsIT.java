package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Ended at any moment, the harness tears down, leaves no process and records no part of a sample.
 */
class SignalsIT extends ShellTest {
  @Test
  void sigterm_duringARun_endsItAndTearsDown() throws Exception {
    ScriptProcess bench = startBench("run", QUICK);
    bench.signal("TERM");
    bench.result().assertExitCode(143).contains("Interrupted; cleaning up.");
    assertThat(repository.trace().lines()).endsWith("alpha teardown");
    repository.trace().assertNoHookRuns();
    assertThat(repository.results()).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void sigint_duringSetup_endsItAndTearsDown() throws Exception {
    ScriptProcess bench = startBench("setup", QUICK);
    bench.signal("INT");
    bench.result().assertExitCode(130).contains("Interrupted; cleaning up.");
    assertThat(repository.trace().lines()).endsWith("alpha teardown");
    repository.trace().assertNoHookRuns();
    repository.assertNothingIsLeft();
  }

  @Test
  void sighup_duringARun_skipsTheOtherConnectors() throws Exception {
    ScriptProcess bench = startBench("run", "--iters", "1", "--modes", "fast");
    bench.signal("HUP");
    bench.result().assertExitCode(129).contains("Interrupted; cleaning up.");
    assertThat(repository.trace().lines()).endsWith("alpha teardown");
    assertThat(repository.trace().linesWith("beta")).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void sigint_duringTheBuild_leavesNothing() throws Exception {
    String hang = "echo build hangs as $$ >>\"$FAKE_TRACE\"; exec tail -f /dev/null";
    repository.environment().put("BENCH_BUILD", hang);
    ScriptProcess bench = startBench("build", "alpha");
    bench.signal("INT");
    bench.result().assertExitCode(130).contains("Interrupted; cleaning up.");
    repository.trace().assertNoHookRuns();
    repository.assertNothingIsLeft();
  }

  @Test
  void sigterm_duringTeardown_tearsDownAgain() throws Exception {
    ScriptProcess bench = startBench("teardown", QUICK);
    bench.signal("TERM");
    bench.result().assertExitCode(143);
    assertThat(repository.trace().lines()).filteredOn("alpha teardown"::equals).hasSize(2);
    repository.trace().assertNoHookRuns();
  }

  @Test
  void secondSignal_endsAtOnce() throws Exception {
    repository.environment().put("FAKE_STUBBORN", "run");
    ScriptProcess bench = repository.start(repository.benchScript(), QUICK);
    repository.trace().awaitHanging("run");
    bench.signal("INT");
    bench.awaitOutput("Interrupted; cleaning up. A second signal ends at once.");

    bench.signal("INT");

    bench
        .result()
        .assertExitCode(130)
        .contains("Ended without cleaning up; what setup.sh of alpha made may be left.");
    repository.trace().awaitHooksEnd();
    assertThat(repository.trace().linesWith("teardown")).isEmpty();
  }

  @Test
  void server_endsWithTeardown() {
    Path server = directory.resolve("server");
    repository.environment().put("FAKE_SERVER", server.toString());
    repository.quick().assertExitCode(0);
    assertThat(directory.resolve("server.pid")).doesNotExist();
  }

  @Test
  void sigkill_endsServerAndHookByTheLifeline() throws Exception {
    Path ended = directory.resolve("server.ended");
    repository.environment().put("FAKE_SERVER", directory.resolve("server").toString());
    ScriptProcess bench = startBench("run", QUICK);
    String server = Files.readString(directory.resolve("server.pid")).strip();
    assertThat(ended).doesNotExist();

    bench.signal("KILL");

    bench.result().assertExitCode(137);
    FakeTrace.awaitEnd(Long.parseLong(server));
    assertThat(ended).exists();
    repository.trace().awaitHooksEnd();
  }

  private ScriptProcess startBench(String hook, String... arguments) throws Exception {
    return startUntilHanging(hook, repository.benchScript(), arguments);
  }
}
