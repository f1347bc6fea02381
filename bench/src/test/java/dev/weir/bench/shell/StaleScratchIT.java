package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A run removes the scratch directories of harnesses that were killed, and no others. */
class StaleScratchIT extends ShellTest {
  @Test
  void scratch_ofAKilledHarness_isRemovedByTheNextRun() throws Exception {
    ScriptProcess killed = startUntilHanging("run", repository.benchScript(), QUICK);
    killed.signal("KILL");
    killed.result().assertExitCode(137);
    assertThat(scratchDirectories()).hasSize(1);

    repository.quick().assertExitCode(0);

    repository.assertNothingIsLeft();
  }

  @Test
  void scratch_ofAZombie_isRemovedByTheNextRun() throws Exception {
    Path wrapper = directory.resolve("wrapper.sh");
    // Becomes a program that never waits for its child.
    Files.writeString(
        wrapper, "'%s' \"$@\" &\nexec tail -f /dev/null\n".formatted(repository.benchScript()));
    startUntilHanging("run", Path.of("bash"), arguments(wrapper.toString(), QUICK));
    String pid = scratchDirectories().get(0).getFileName().toString().replaceFirst("-.*", "");
    assertThat(ProcessHandle.of(Long.parseLong(pid))).get().matches(ProcessHandle::destroyForcibly);
    repository.trace().awaitHooksEnd();
    assertThat(Path.of("/proc", pid, "stat")).content().contains(") Z ");

    repository.quick().assertExitCode(0);

    repository.assertNothingIsLeft();
  }

  @Test
  void scratch_ofARunningHarness_isKept() throws Exception {
    ScriptProcess running = startUntilHanging("run", repository.benchScript(), QUICK);
    List<Path> scratch = scratchDirectories();
    assertThat(scratch).hasSize(1);
    repository.lockElsewhere();

    repository.quick().assertExitCode(0);

    assertThat(scratchDirectories()).isEqualTo(scratch);
    running.signal("TERM");
    running.result().assertExitCode(143);
    repository.assertNothingIsLeft();
  }

  @Test
  void scratch_ofAReusedProcessId_isRemoved() throws IOException {
    // The tests' own process, which did not start right after the boot.
    String owner = ProcessHandle.current().pid() + "-1";
    Files.createDirectories(repository.scratchRoot().resolve(owner).resolve("work"));

    repository.quick().assertExitCode(0);

    repository.assertNothingIsLeft();
  }

  private List<Path> scratchDirectories() throws IOException {
    try (Stream<Path> directories = Files.list(repository.scratchRoot())) {
      return directories.toList();
    }
  }
}
