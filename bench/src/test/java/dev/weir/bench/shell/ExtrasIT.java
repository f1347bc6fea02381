package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code bench.sh} measures beside the modes. */
class ExtrasIT extends ShellTest {
  @Test
  void aotAndNoAot_measureEachModeBothWays() {
    repository.quick("--aot", "--no-aot").assertExitCode(0);
    assertThat(repository.trace().lines())
        .containsOnlyOnce("alpha run fast without the startup cache");
    assertThat(repository.resultsWith("\"mode\":\"fast\"")).hasSize(4);
    assertThat(repository.resultsWith("\"mode\":\"fast-no-aot\"")).hasSize(4);
  }

  @Test
  void peers_areMeasuredWhereTheyAreInstalledAndElseNamed() {
    repository
        .quick("--peers")
        .assertExitCode(0)
        .contains("alpha: absent is not measured: absent is not installed");
    assertThat(repository.resultsWith("\"mode\":\"other\"")).hasSize(4);
    assertThat(repository.resultsWith("\"mode\":\"absent\"")).isEmpty();
  }

  @Test
  void profile_isOneMoreProcessThatIsNotRecordedAndItsFlameGraphs() throws IOException {
    repository
        .quick("--profile")
        .assertExitCode(0)
        .contains("alpha: profiles of fast are in ")
        .doesNotContain("async-profiler cannot start");
    assertThat(repository.trace().linesWith("alpha run fast")).hasSize(2);
    assertThat(repository.results()).hasSize(4);
    assertThat(profiles()).containsExactly("allocation.html", "cpu.html", "profile.jfr");
  }

  @Test
  void profile_whereAsyncProfilerCannotStart_isByJfr() throws IOException {
    Path profiler = repository.root().resolve("target/dist/lib/async-profiler");
    Files.delete(profiler);
    for (String platform : new String[] {"linux-x64", "linux-arm64"}) {
      Path directory = Files.createDirectories(profiler.resolve(platform));
      Files.writeString(directory.resolve("libasyncProfiler.so"), "no library");
    }
    repository
        .quick("--profile")
        .assertExitCode(0)
        .contains("async-profiler cannot start here, so JFR profiles")
        .contains("libasyncProfiler.so");
    assertThat(profiles()).containsExactly("allocation.html", "cpu.html", "profile.jfr");
  }

  /** The names of the profiles of the mode fast, each with content. */
  private List<String> profiles() throws IOException {
    try (Stream<Path> files =
        Files.walk(repository.root().resolve("target/bench_results/profiles"))) {
      List<Path> profiles = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(profiles)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).isNotEmptyFile())
          .allSatisfy(file -> assertThat(file.getParent()).hasFileName("alpha-fast"));
      return profiles.stream().map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void repeats_areTheMeasuredRunsOfAProcess() {
    repository.quick("--repeats", "5").assertExitCode(0);
    assertThat(repository.resultsWith("\"phase\":\"warm\"")).hasSize(5);
  }

  @Test
  void baseline_isKeptAndComparedWith() {
    repository.quick("--baseline", "before").assertExitCode(2).contains("--save-baseline before");
    repository.quick("--save-baseline", "before").assertExitCode(0);
    repository.quick("--baseline", "before").assertExitCode(0).contains("before");
  }
}
