package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Ended at any moment, the harness tears down, leaves no process and records no part of a sample.
 */
class SignalsIT extends ShellTest {
  private static final String[] QUICK = {"alpha", "100", "--iters", "1", "--modes", "fast"};

  @Test
  void sigterm_duringARun_endsItAndTearsDown() throws Exception {
    ScriptProcess bench = startUntilHanging("run", QUICK);
    bench.signal("TERM");
    bench.result().assertExitCode(143).contains("Interrupted; cleaning up.");
    assertThat(repository.trace().lines()).endsWith("alpha teardown");
    repository.trace().assertNoHookRuns();
    assertThat(repository.results()).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void sigint_duringSetup_endsItAndTearsDown() throws Exception {
    ScriptProcess bench = startUntilHanging("setup", QUICK);
    bench.signal("INT");
    bench.result().assertExitCode(130);
    assertThat(repository.trace().lines()).endsWith("alpha teardown");
    repository.trace().assertNoHookRuns();
    repository.assertNothingIsLeft();
  }

  @Test
  void sighup_duringARun_doesNotGoOnToOtherConnectors() throws Exception {
    ScriptProcess bench = startUntilHanging("run", "--iters", "1", "--modes", "fast");
    bench.signal("HUP");
    bench.result().assertExitCode(129);
    assertThat(repository.trace().lines()).endsWith("alpha teardown");
    assertThat(repository.trace().linesWith("beta")).isEmpty();
    repository.assertNothingIsLeft();
  }

  @Test
  void sigint_duringTheBuild_leavesNothing() throws Exception {
    String hang = "echo build hangs as $$ >>\"$FAKE_TRACE\"; exec tail -f /dev/null";
    repository.environment().put("BENCH_BUILD", hang);
    ScriptProcess bench = startUntilHanging("build", "alpha");
    bench.signal("INT");
    bench.result().assertExitCode(130);
    repository.trace().assertNoHookRuns();
    repository.assertNothingIsLeft();
  }

  @Test
  void sigterm_duringTeardown_tearsDownAgain() throws Exception {
    ScriptProcess bench = startUntilHanging("teardown", QUICK);
    bench.signal("TERM");
    bench.result().assertExitCode(143);
    assertThat(repository.trace().lines()).filteredOn("alpha teardown"::equals).hasSize(2);
    repository.trace().assertNoHookRuns();
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
    ScriptProcess bench = startUntilHanging("run", QUICK);
    String server = Files.readString(directory.resolve("server.pid")).strip();
    assertThat(ended).doesNotExist();

    bench.signal("KILL");

    bench.result().assertExitCode(137);
    awaitEnd(Long.parseLong(server));
    assertThat(ended).exists();
    for (long hook : repository.trace().hanging()) {
      awaitEnd(hook);
    }
  }

  private ScriptProcess startUntilHanging(String hook, String... arguments)
      throws IOException, InterruptedException {
    repository.environment().put("FAKE_HANG", hook);
    ScriptProcess bench = repository.start(repository.benchScript(), arguments);
    repository.trace().awaitHanging(hook);
    return bench;
  }

  private static void awaitEnd(long pid) throws Exception {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }
}
