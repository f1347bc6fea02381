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
  void profile_isOneMoreProcessThatIsNotRecorded() throws IOException {
    repository.quick("--profile").assertExitCode(0).contains("alpha: profiles of fast are in ");
    assertThat(repository.trace().linesWith("alpha run fast")).hasSize(2);
    assertThat(repository.results()).hasSize(4);
    try (Stream<Path> files =
        Files.walk(repository.root().resolve("target/bench_results/profiles"))) {
      List<Path> profiles = files.filter(Files::isRegularFile).toList();
      assertThat(profiles).hasSize(1);
      assertThat(profiles.get(0)).hasContent("a profile of fast");
      assertThat(profiles.get(0).getParent()).hasFileName("alpha-fast");
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
