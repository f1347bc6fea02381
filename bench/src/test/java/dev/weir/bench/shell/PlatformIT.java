package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the harness runs, what it needs, and what its own faults look like. */
class PlatformIT extends ShellTest {
  @Test
  void machineWithoutProc_isNamedInOneLine() throws IOException {
    repository.replace("bench/lib/common.sh", "PROC=/proc", "PROC=/nowhere");
    repository
        .quick()
        .assertExitCode(5)
        .isEqualTo(
            "bench.sh needs Linux with /proc mounted: /nowhere/self/stat or /nowhere/stat cannot be"
                + " read.\n");
  }

  @Test
  void oldBash_isNamedInOneLine() throws IOException {
    repository.replace("bench/lib/common.sh", "BASH_VERSINFO\\[0\\] < 4", "BASH_VERSINFO[0] < 99");
    repository.quick().assertExitCode(5).startsWith("bench.sh needs bash 4.4 or newer; this is ");
  }

  @Test
  void commandThatFailsUnexpectedly_isNoRegression() throws IOException {
    repository.replace("bench/bench.sh", "\n  choose_seed\n", "\n  false\n");
    repository.quick().assertExitCode(70).contains("bench.sh: internal error");
    repository.replace("bench/bench.sh", "\n  read_time_limits\n", "\n  false\n");
    repository.quick().assertExitCode(70).contains("bench.sh: internal error");
  }

  @Test
  void jvmThatCannotStart_isNoRegression() throws IOException {
    Path java = directory.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    repository.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
    repository
        .run(ScratchRepository.DIST.resolve("bin/weir-bench"), "environment")
        .assertExitCode(70);
  }

  @Test
  void runId_isInUtc() {
    repository.environment().put("TZ", "Asia/Tokyo");
    repository.quick().assertExitCode(0);
    String id = repository.results().get(0).replaceFirst(".*\"bench_run_id\":\"([^-]*)-.*", "$1");
    LocalDateTime time =
        LocalDateTime.parse(id, DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"));
    assertThat(Duration.between(time.toInstant(ZoneOffset.UTC), Instant.now()).abs())
        .isLessThan(Duration.ofHours(1));
  }

  @Test
  void pathWithSpaces_isNoProblem() throws IOException {
    Path spaced = Files.createDirectory(directory.resolve("a b"));
    ScratchRepository other = ScratchRepository.create(spaced);
    other.quick().assertExitCode(0).contains("alpha, 100 rows");
    other.environment().put("BENCH_BUILD", ScratchRepository.buildOfACommit());
    other
        .compare(
            "HEAD",
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
    other.assertNothingIsLeft();
    other.removeLinks();
  }

  @Test
  void machineWithoutGit_isMeasuredButNotCompared() throws IOException {
    repository.environment().put("PATH", pathWithoutGit().toString());
    repository.quick().assertExitCode(0).contains("unknown commit");
    repository
        .compare("main", "main")
        .assertExitCode(2)
        .contains("comparing commits needs git, which is not on PATH.");
  }

  @Test
  void outputThatIsNoText_isShownWithoutControlCharacters() {
    repository.environment().put("FAKE_GARBAGE", "setup");
    repository
        .quick()
        .assertExitCode(5)
        .contains("alpha: setup.sh failed with exit code 3")
        .contains("[2J garbage")
        .doesNotContain("\u001b", "\u0000");
  }

  /** A directory of links to all programs but git. */
  private Path pathWithoutGit() throws IOException {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    String path = repository.environment().getOrDefault("PATH", "");
    for (String folder : List.of(path.split(File.pathSeparator, -1))) {
      if (!Files.isDirectory(Path.of(folder))) {
        continue;
      }
      try (Stream<Path> programs = Files.list(Path.of(folder))) {
        for (Path program : programs.toList()) {
          String name = program.getFileName().toString();
          if (!name.equals("git")
              && !Files.exists(tools.resolve(name), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(tools.resolve(name), program);
          }
        }
      }
    }
    return tools;
  }
}
