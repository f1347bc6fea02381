package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.server.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Types whose binary format contains OIDs of the database, or is rejected by their receive
 * function. Their values are transferred as text and cast to the target's type.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextFormTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("text_form", directory);
    // The destination creates the types in another order, so that their OIDs differ.
    fixture.destination.execute("CREATE TYPE public.first AS ENUM ('x')");
    for (TestDatabase database : List.of(fixture.source, fixture.destination)) {
      database.execute(
          "CREATE TYPE public.mood AS ENUM ('calm', 'wild')",
          "CREATE TYPE public.pair AS (n integer, m public.mood)",
          "CREATE TYPE public.nested AS (p public.pair, ps public.pair[])",
          "CREATE DOMAIN public.moods AS public.mood[]",
          "CREATE TYPE public.mood_range AS RANGE (subtype = public.mood)",
          "CREATE TABLE public.named (id integer)");
    }
    fixture.source.execute(
        """
        CREATE TABLE public.t (
          id integer PRIMARY KEY, query tsquery, queries tsquery[], moods public.mood[],
          more public.moods, pair public.pair, nested public.nested, span public.mood_range,
          relation regclass, routine regprocedure, kind regtype, acl aclitem)
        """,
        "INSERT INTO public.t (id, query) VALUES (1, ''), (2, 'a & b'), (3, NULL)",
        """
        INSERT INTO public.t VALUES (4, 'x', '{a,NULL,""}', '{wild,NULL,calm}', '{calm}',
          (1, 'wild'), ROW((2, 'calm'), ARRAY[(3, 'wild')::public.pair, NULL]), '[calm,wild)',
          'public.named', 'pg_catalog.now()', 'public.mood', 'postgres=r/postgres')
        """);
  }

  @ParameterizedTest
  @CsvSource({"append, copy", "append, insert", "replace, copy", "replace, insert"})
  void run_anyMethod_loadsEqualRows(String mode, String loadMethod) throws Exception {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    for (int time = 0; time < 2; time++) {
      if (mode.equals("append")) {
        fixture.destination.execute("DROP TABLE IF EXISTS raw.t");
      }

      PipelineResult result = run("sync_mode: full_refresh", "write_mode: " + mode, loadMethod);

      assertThat(result.verified()).isPresent();
      sameRows();
    }
  }

  @Test
  void run_nonEmptyTarget_loadsEqualRows() throws Exception {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    run("sync_mode: full_refresh", "create: columns", "copy");

    PipelineResult result = run("sync_mode: full_refresh", "write_mode: append", "copy");

    assertThat(result.verified()).isPresent();
    assertThat(result.rows().written()).isEqualTo(4);
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(8);
  }

  @Test
  void run_incremental_loadsEqualRows() throws Exception {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    String incremental = "sync_mode: incremental, cursor_field: id";
    run(incremental + ", where: 'id < 3'", "write_mode: append", "copy");

    PipelineResult result = run(incremental, "write_mode: append", "copy");

    assertThat(result.rows().written()).isEqualTo(2);
    assertThat(result.verified()).isPresent();
    sameRows();
  }

  private void sameRows() throws SQLException {
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"))
        .hasSize(4);
  }

  private PipelineResult run(String stream, String destination, String loadMethod)
      throws Exception {
    return fixture.run(fixture.config("name: t, " + stream, destination, loadMethod, ""));
  }
}
