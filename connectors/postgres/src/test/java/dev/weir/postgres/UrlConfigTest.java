package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.ConfigException;
import dev.weir.core.config.Connectors;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineReader;
import dev.weir.core.config.Problem;
import dev.weir.core.connector.SourceSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key {@code url} of a pipeline. */
class UrlConfigTest {
  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private PipelineReader reader =
      new PipelineReader(
          Connectors.load(Connectors.class.getClassLoader(), System::nanoTime), environment);

  private Pipeline read(String config) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("p.yaml"),
            """
            version: "1.0"
            pipeline: p
            source: { use: postgres, config: { %s }, streams: [ { name: t } ] }
            destination: { use: postgres, config: { host: localhost, database: d, user: u } }
            """
                .formatted(config));
    reader =
        new PipelineReader(
            Connectors.load(Connectors.class.getClassLoader(), System::nanoTime), environment);
    return reader.read(file);
  }

  @Test
  void url_andPasswordOfTheEnvironment_connect() throws IOException {
    TestEndpoint server = TestServer.endpoint();
    environment.put("PGPASSWORD", server.password().reveal());
    environment.put("PGPORT", Integer.toString(server.port()));
    Pipeline pipeline =
        read("url: \"host=%s user=%s dbname=postgres\"".formatted(server.host(), server.user()));

    try (SourceSession session = pipeline.source().connect(Optional.empty())) {
      assertThat(session.serverVersion()).startsWith("PostgreSQL");
    }
    assertThat(reader.scrubber().scrub("x " + server.password().reveal())).isEqualTo("x ***");
  }

  @Test
  void url_secretsOfItsParts_areScrubbed() throws IOException {
    read("url: \"postgresql://u:%s@h/d?sslpassword=hunter3\"".formatted(encoded("hunter 2@")));

    assertThat(reader.scrubber().scrub("a hunter 2@ b hunter3 c")).isEqualTo("a *** b *** c");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: \"postgresql://h/d\", host: h | source.config.host: is a part of url",
        "url: \"postgresql://h/d\", sslmode: require | source.config.sslmode: is a part of url",
        "url: \"postgresql://u:canary@h/d?sslmod=x\" | source.config.url: cannot be used",
        "url: \"postgresql://u:canary@h:x/d\" | source.config.url: cannot be used",
        "urls: x | source.config.urls: is not a key",
        "host: /run/pg, database: d | source.config.user: is missing",
      })
  void url_thatCannotBeUsed_isRefusedWithItsPath(String config, String problem) {
    ConfigException error = catchThrowableOfType(ConfigException.class, () -> read(config));

    List<String> problems = error.problems().stream().map(Problem::toString).toList();
    assertThat(problems).anyMatch(text -> text.contains(problem));
    assertThat(problems.toString()).doesNotContain("canary");
  }
}
