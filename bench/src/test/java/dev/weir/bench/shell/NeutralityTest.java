package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness knows no connector: another one needs no change of it. */
class NeutralityTest {
  @ParameterizedTest
  @ValueSource(strings = {"bench.sh", "compare.sh", "lib", "test/fake", "src/main"})
  void harness_namesNoConnector(String part) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(part))) {
      List<Path> sources = files.filter(Files::isRegularFile).toList();
      assertThat(sources).isNotEmpty();
      for (Path source : sources) {
        assertThat(Files.readString(source).toLowerCase(Locale.ROOT))
            .as("%s", source)
            .doesNotContain("postgres");
      }
    }
  }
}
