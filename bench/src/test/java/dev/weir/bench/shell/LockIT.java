package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One harness measures at a time on a machine. */
class LockIT extends ShellTest {
  @Test
  void secondHarness_isRefusedWhileTheFirstRuns() throws Exception {
    ScriptProcess running = startUntilHanging("run", repository.benchScript(), QUICK);
    repository
        .quick()
        .assertExitCode(5)
        .contains("Another benchmark is running on this machine: process ")
        .contains(" in " + repository.root());
    running.signal("TERM");
    running.result().assertExitCode(143);
    assertThat(locks()).isZero();
    repository.quick().assertExitCode(0);
  }

  @Test
  void lockOfAKilledHarness_isRemoved() throws IOException {
    // The tests' own process, which did not start right after the boot.
    Path stale = directory.resolve("weir-bench-%d-1.lock".formatted(ProcessHandle.current().pid()));
    Files.writeString(stale, "/elsewhere\n");
    repository.quick().assertExitCode(0);
    assertThat(stale).doesNotExist();
  }

  @Test
  void locksDirectoryThatIsMissing_isNamed() {
    repository.environment().put("BENCH_LOCKS", "/nowhere");
    repository
        .quick()
        .assertExitCode(5)
        .contains("Cannot write to /nowhere, where benchmarks find each other; set BENCH_LOCKS");
  }

  private long locks() throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".lock")).count();
    }
  }
}
