package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflows call the benchmarks with options that they have. */
class MicroWorkflowTest {
  private static final String COMMAND = "java -jar target/benchmarks.jar ";

  @Test
  void workflows_optionsOfBenchmarks_exist() throws IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> files = Files.list(HouseTest.ROOT.resolve(".github/workflows"))) {
      for (Path file : files.sorted().toList()) {
        Files.readString(file)
            .lines()
            .filter(line -> line.contains(COMMAND))
            .map(line -> line.substring(line.indexOf(COMMAND) + COMMAND.length()))
            .forEach(commands::add);
      }
    }
    assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
    for (String command : commands) {
      // With -h, a command checks its options and does nothing else.
      List<String> arguments = new ArrayList<>(List.of(command.split(" >", 2)[0].split(" ", -1)));
      arguments.add("-h");
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int code =
          Main.run(
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              arguments.toArray(String[]::new));
      assertThat(code).as(command + ": " + err.toString(StandardCharsets.UTF_8)).isZero();
    }
  }
}
