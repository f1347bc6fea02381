package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.QueryProcess.Outcome;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service files of {@code weir query}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryServiceTest {
  @TempDir private static Path directory;
  private TestDatabase database;
  private Path file;

  @BeforeAll
  void writeServiceFile() throws IOException {
    database = TestServer.database("query_service");
    file = directory.resolve("pg_service.conf");
    Files.writeString(
        file,
        """
        # before the first service
        [other]
        host=other.invalid
        dbname=nowhere

        [here]
        host=%s
        port=%d
        dbname=%s
        user=%s
        password=%s
        """
            .formatted(
                database.endpoint().host(),
                database.endpoint().port(),
                database.name(),
                database.endpoint().user(),
                database.endpoint().password().reveal()));
  }

  private Outcome query(Map<String, String> environment, List<String> source) {
    return QueryProcess.run(
        environment,
        Stream.concat(Stream.of("query", "SELECT current_database() AS name"), source.stream())
            .toArray(String[]::new));
  }

  private void assertRead(Map<String, String> environment, String... source) {
    Outcome outcome = query(environment, List.of(source));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("{\"name\":\"query_service\"}\n");
    assertThat(outcome.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"here", "service=here", "postgresql://?service=here"})
  void source_namesAService_isReadFromItsFile(String source) {
    assertRead(Map.of("PGSERVICEFILE", file.toString()), "--source", source);
  }

  @Test
  void source_absent_isTheServiceOfTheVariables() {
    assertRead(Map.of("PGSERVICEFILE", file.toString(), "PGSERVICE", "here"));
    assertRead(Map.of("PGSYSCONFDIR", directory.toString(), "PGSERVICE", "here"));
    assertRead(Map.of(), "--source", "service=here servicefile='" + file + "'");
  }

  /** What the string says precedes the service, and the service precedes variables. */
  @Test
  void source_valuesOfSeveralPlaces_haveTheOrderOfLibpq() {
    Map<String, String> variables =
        Map.of("PGSERVICEFILE", file.toString(), "PGHOST", "variable.invalid", "PGDATABASE", "no");
    assertRead(variables, "--source", "here");

    Outcome overridden =
        query(variables, List.of("--source", "service=here dbname=query_service_absent"));
    assertThat(overridden.err()).contains("query_service_absent");
    assertThat(overridden.code()).isNotZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[here] | absent | The service \"absent\" is not defined in",
        "[here]~port 1 | here | Line 2 of the service file",
        "[here]~prt=1 | here | did you mean \"port\"",
        "[here]~service=other | here | names a service within a service",
      })
  void serviceFile_thatCannotBeUsed_isRefusedInOneSentence(
      String content, String service, String sentence) throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.conf"), content.replace('~', '\n') + "\n");

    Outcome outcome =
        query(
            Map.of("PGSERVICEFILE", bad.toString(), "HOME", directory.toString()),
            List.of("--source", "service=" + service));

    assertThat(outcome.err())
        .startsWith("weir: query: --source: cannot be used")
        .contains(sentence, "bad.conf");
    assertThat(outcome.err().lines().filter(line -> line.startsWith("weir:"))).hasSize(1);
    assertThat(outcome.code()).isEqualTo(2);
  }
}
