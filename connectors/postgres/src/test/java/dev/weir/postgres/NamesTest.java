package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.server.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quoted identifiers of schemas, tables, columns and types. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() {
    fixture = new PipelineFixture("names", directory);
    fixture.useSchemas("Sou\"rce ä", "Tar'get \\ ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "Upper",
        "with space",
        "quote\"quote",
        "it's",
        "back\\slash",
        "äöü漢字🎁",
        "select",
        "a.b",
        "t",
        "x23456789012345678901234567890123456789012345678901234567890123"
      })
  void run_quotedIdentifier_isLoaded(String name) throws Exception {
    for (String loadMethod : new String[] {"copy", "insert"}) {
      create(fixture.source, "Sou\"rce ä", name, true);
      create(fixture.destination, "Tar'get \\ ", name, false);
      for (String writeMode : new String[] {"append", "replace"}) {
        PipelineResult result =
            fixture.run(
                fixture.config(
                    "name: '"
                        + name.replace("'", "''")
                        + "', sync_mode: full_refresh, columns: ['"
                        + name.replace("'", "''")
                        + "', m]",
                    "write_mode: " + writeMode,
                    loadMethod,
                    ""));

        assertThat(result.rows().written()).isEqualTo(2);
        assertThat(result.verified()).isPresent();
      }
      assertThat(Sql.rows(fixture.destination, quote("Tar'get \\ ") + "." + quote(name)))
          .containsExactly("(1,calm)", "(2,)");
    }
  }

  /** Creates a schema with a type of that name, and a table with a column of that name and type. */
  private static void create(TestDatabase database, String schema, String name, boolean withTable)
      throws SQLException {
    database.execute(
        "DROP SCHEMA IF EXISTS " + quote(schema) + " CASCADE",
        "CREATE SCHEMA " + quote(schema),
        "DROP TYPE IF EXISTS public.\"My \"\"Mood\" CASCADE",
        "CREATE TYPE public.\"My \"\"Mood\" AS ENUM ('calm')");
    if (withTable) {
      String table = quote(schema) + "." + quote(name);
      database.execute(
          "CREATE TABLE %s (%s integer, m public.\"My \"\"Mood\")".formatted(table, quote(name)),
          "INSERT INTO %s VALUES (1, 'calm'), (2, NULL)".formatted(table));
    }
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
