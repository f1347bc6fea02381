package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The workflows call commands that exist, with options that they have, and hold few permissions.
 * {@code just lint-workflows} checks their syntax; it needs Node.js and the network.
 */
class WorkflowsIT {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("weir.root"), "weir.root is not set"));

  /** Built after this module; that their options exist is tested there. */
  private static final String BENCHMARKS = "java -jar target/benchmarks.jar ";

  private static final String THEIR_TEST =
      "micro-benchmarks/src/test/java/dev/weir/micro/MicroWorkflowTest.java";

  @TempDir private Path directory;

  static Stream<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void workflow_hasReadPermissionsAndPinnedActions(Path file) throws IOException {
    Map<?, ?> workflow = load(file);
    assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
    for (Object job : map(workflow.get("jobs")).values()) {
      assertThat(map(job).get("permissions")).isNull();
      assertThat(map(job).get("timeout-minutes")).isNotNull();
      for (Map<?, ?> step : steps(job)) {
        if (step.get("uses") instanceof String action) {
          assertThat(action).matches("actions/[a-z-]+@v[0-9]+");
          if (action.startsWith("actions/upload-artifact@")) {
            assertThat(map(step.get("with")).get("retention-days")).isEqualTo(30);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void workflow_commands_areDocumentedAndHaveTheirOptions(Path file) throws Exception {
    String documented =
        Files.readString(ROOT.resolve("justfile")) + Files.readString(ROOT.resolve("README.md"));
    int commands = 0;
    for (Object job : map(load(file).get("jobs")).values()) {
      for (Map<?, ?> step : steps(job)) {
        if (step.get("run") instanceof String command) {
          commands++;
          assertThat(documented).contains(command.split(" ", 2)[0]);
          if (command.startsWith(BENCHMARKS)) {
            assertThat(ROOT.resolve(THEIR_TEST)).exists();
            continue;
          }
          // With -h last, a command checks the options before it and does nothing else.
          ScriptResult help = shell("cd '%s' && %s -h".formatted(ROOT, command), map(job));
          assertThat(help.exitCode()).as(command + "\n" + help.output()).isZero();
        }
      }
    }
    assertThat(commands).isPositive();
  }

  private ScriptResult shell(String command, Map<?, ?> job) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
    @Nullable Object variables = job.get("env");
    if (variables != null) {
      map(variables)
          .forEach(
              (name, value) -> {
                String text = String.valueOf(value);
                // An expression has a value on a runner only; all of them are commits.
                environment.put(String.valueOf(name), text.contains("${{") ? "HEAD" : text);
              });
    }
    return ScriptProcess.start(
            List.of("bash", "-c", command), ROOT, environment, directory.resolve("output"))
        .result();
  }

  private static Map<?, ?> load(Path file) throws IOException {
    return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
  }

  private static List<Map<?, ?>> steps(Object job) {
    return ((List<?>) Objects.requireNonNull(map(job).get("steps")))
        .stream().<Map<?, ?>>map(WorkflowsIT::map).toList();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }
}
