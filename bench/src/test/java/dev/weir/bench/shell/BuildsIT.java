package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is measured is a copy of the build, named after its digest. */
class BuildsIT extends ShellTest {
  private static final String DIGEST = "\"build_digest\":\"([0-9a-f]{64})\"";

  @Test
  void build_thatIsReplacedWhileAProcessRuns_changesNothing() throws Exception {
    repository.environment().put("FAKE_HANG", "run");
    ScriptProcess bench =
        repository.start(
            repository.benchScript(), "alpha", "100", "--iters", "2", "--modes", "fast");
    repository.trace().awaitHanging("run");
    Path dist = repository.root().resolve("target/dist");
    Files.delete(dist.resolve("bin"));
    Files.delete(dist.resolve("lib/weir-bench"));
    Files.writeString(dist.resolve("commit"), "another build");

    repository.trace().endHanging();

    bench.result().assertExitCode(0).contains("alpha, 100 rows, ");
    assertThat(repository.trace().linesWith("alpha run fast")).containsOnly("alpha run fast none");
    assertThat(digests()).hasSize(1);
  }

  @Test
  void builds_ofTwoCommits_haveDigestsOfTheirOwn() throws IOException {
    repository.environment().put("BENCH_BUILD", ScratchRepository.buildOfACommit());
    repository.commit("second");
    repository
        .compare(
            "HEAD~1",
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
    assertThat(digests()).hasSize(2);
    assertThat(digests()).allSatisfy(digest -> assertThat(builds()).contains(digest));
  }

  @Test
  void builds_thatWereNotUsedLately_areRemoved() throws IOException {
    for (int i = 0; i < 9; i++) {
      Path old = repository.root().resolve("target/builds/" + Integer.toString(i).repeat(64));
      Files.createDirectories(old.resolve("lib"));
      Files.setLastModifiedTime(old, FileTime.from(Instant.ofEpochSecond(1_000_000 + i)));
    }
    Path former = repository.root().resolve("target/refs/0123/dist");
    Files.createDirectories(former);

    repository.quick().assertExitCode(0);

    // The measured one, and the six that were used last.
    assertThat(builds()).hasSize(7).contains("8".repeat(64)).doesNotContain("2".repeat(64));
    assertThat(former).doesNotExist();
  }

  private List<String> digests() {
    return repository.results().stream()
        .map(line -> line.replaceFirst(".*" + DIGEST + ".*", "$1"))
        .distinct()
        .toList();
  }

  private List<String> builds() throws IOException {
    try (Stream<Path> directories = Files.list(repository.root().resolve("target/builds"))) {
      return directories
          .map(directory -> directory.getFileName().toString())
          .filter(name -> !name.equals("names"))
          .toList();
    }
  }
}
