package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MicroFilesTest {
  private static final List<ForkRecord> FORKS =
      ForkFixture.forks(ForkFixture.row("encode", "100"), "run", 1, 2);

  @TempDir private Path folder;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);

  @Test
  void append_thenRead_givesTheForks() {
    files().append(FORKS.subList(0, 1));
    files().append(FORKS.subList(1, 2));

    assertThat(files().read(err).forks()).isEqualTo(FORKS);
    assertThat(errors.size()).isZero();
  }

  @Test
  void read_lineThatIsNoRecord_isNamedAndTheOthersAreRead() throws IOException {
    files().append(FORKS);
    Files.writeString(files().records(), "{\"schema_version\":1}\n\n", StandardOpenOption.APPEND);
    files().append(FORKS);

    assertThat(files().read(err).forks()).hasSize(4);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .isEqualTo(files().records() + ": line 3 is not a record: field scores is missing\n");
  }

  @Test
  void read_missingFile_isEmpty() {
    assertThat(files().read(err).forks()).isEmpty();
  }

  @Test
  void saveBaseline_keepsRecordsAndTheJar() throws IOException {
    Path jar = Files.writeString(folder.resolve("some.jar"), "a jar");

    Path file = files().saveBaseline("main", FORKS, new ClassPath(jar.toString()));

    assertThat(file).isEqualTo(folder.resolve("micro-baselines/main.jsonl"));
    assertThat(files().baseline("main", err).forks()).isEqualTo(FORKS);
    assertThat(files().jarOf("main")).content().isEqualTo("a jar");
    assertThat(files().baselines().names()).containsExactly("main");
  }

  @Test
  void saveBaseline_withoutAJar_removesAnEarlierOne() throws IOException {
    Path jar = Files.writeString(folder.resolve("some.jar"), "a jar");
    files().saveBaseline("main", FORKS, new ClassPath(jar.toString()));

    files().saveBaseline("main", FORKS, new ClassPath("classes"));

    assertThat(files().jarOf("main")).doesNotExist();
  }

  @Test
  void beside_aJar_isItsFolder() {
    assertThat(MicroFiles.beside(new ClassPath("/x/target/benchmarks.jar")).records())
        .isEqualTo(Path.of("/x/target/bench_results/micro.jsonl"));
    assertThat(MicroFiles.beside(new ClassPath("a:b")).records())
        .isEqualTo(Path.of("target/bench_results/micro.jsonl"));
  }

  @Test
  void build_isTheCommitThatWasBuilt() throws IOException {
    Path commit = folder.resolve("dev/weir/micro/commit");
    Files.createDirectories(commit.getParent());
    ClassPath classes = new ClassPath(folder.toString());
    String sha = "0123456789abcdef0123456789abcdef01234567";

    Files.writeString(commit, sha + "\n");
    assertThat(classes.build().sha()).contains(sha);
    assertThat(classes.build().dirty()).isFalse();
    Files.writeString(commit, sha + "-dirty\n");
    assertThat(classes.build().sha()).contains(sha);
    assertThat(classes.build().dirty()).isTrue();
    Files.writeString(commit, "fatal: not a git repository\n");
    assertThat(classes.build().sha()).isEmpty();
    assertThat(classes.build().digest()).isEmpty();
  }

  private MicroFiles files() {
    return new MicroFiles(folder.resolve("micro.jsonl"));
  }
}
