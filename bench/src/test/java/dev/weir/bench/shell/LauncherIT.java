package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher finds its jars and a Java, or says in one sentence what it needs. */
class LauncherIT extends ShellTest {
  private static final Path LAUNCHER = ScratchRepository.DIST.resolve("bin/weir-bench");

  @Test
  void launcher_throughALinkFromElsewhere_runs() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("weir-bench"), LAUNCHER);
    ScriptResult result =
        repository.run(link, "plan", "--pairs", "fast", "--iterations", "1", "--seed", "1");
    result.assertExitCode(0).startsWith("0 1 A fast\n");
  }

  @Test
  void launcher_javaHomeWithoutJava_isReportedInOneLine() {
    repository.environment().put("JAVA_HOME", directory.toString());
    ScriptResult result = repository.run(LAUNCHER, "environment");
    result
        .assertExitCode(5)
        .isEqualTo(
            "weir-bench needs Java 17 or newer: set JAVA_HOME to a JDK, or put java on PATH"
                + " (tried: %s/bin/java).\n",
            directory);
  }

  @Test
  void launcher_noJava_isReported() throws IOException {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    for (String program : List.of("bash", "dirname", "readlink", "env")) {
      Files.createSymbolicLink(tools.resolve(program), onPath(program));
    }
    repository.environment().put("JAVA_HOME", "");
    repository.environment().put("PATH", tools.toString());
    ScriptResult result = repository.run(LAUNCHER, "environment");
    result.assertExitCode(5).contains("put java on PATH (tried: java).");
  }

  @Test
  void launcher_afterItsFirstRecord_hasAnArchiveOfItsClasses() throws IOException {
    Path dist = Files.createDirectories(directory.resolve("a dist"));
    Path launcher = Files.createDirectory(dist.resolve("bin")).resolve("weir-bench");
    Files.copy(LAUNCHER, launcher, StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(dist.resolve("lib"), LAUNCHER.resolve("../../lib").normalize());
    Path archives = dist.resolve("startup-cache");
    Path archive = archives.resolve("weir-bench.jsa");
    List<String> plan = List.of("plan", "--pairs", "fast", "--iterations", "1", "--seed", "1");

    repository.run(launcher, plan.toArray(String[]::new)).assertExitCode(0);
    assertThat(archive).doesNotExist();
    repository.run(launcher, "record", "--help").assertExitCode(0);
    assertThat(archives.toFile().list()).containsExactly("weir-bench.jsa");

    repository.run(launcher, plan.toArray(String[]::new)).assertExitCode(0).startsWith("0 1 A");
    Files.writeString(archive, "damaged");
    repository.run(launcher, plan.toArray(String[]::new)).assertExitCode(0).startsWith("0 1 A");
  }

  private Path onPath(String program) {
    String path = repository.environment().getOrDefault("PATH", "");
    List<Path> found =
        Stream.of(path.split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .toList();
    assertThat(found).as("%s on PATH", program).isNotEmpty();
    return found.get(0);
  }
}
