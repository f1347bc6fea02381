package dev.weir.postgres.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import dev.weir.postgres.server.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constraints, indexes and types of a target that the load creates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreateTest {
  private static final String KEYS =
      "t_pkey PRIMARY KEY (id, \"Part\")|once UNIQUE (name) DEFERRABLE";
  private static final String ALL =
      KEYS
          + "|apart EXCLUDE USING btree (id WITH =) WHERE ((id > 90))"
          + "|positive CHECK ((id > 0))"
          + "|index btree (lower(name)) WHERE (id > 3)"
          + "|index btree (name, id DESC) INCLUDE (\"Part\") NULLS NOT DISTINCT";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("creates", directory);
    fixture.source.execute(
        "CREATE TYPE public.mood AS ENUM ('calm', 'it''s \"wild\"')",
        "CREATE DOMAIN public.positive AS integer NOT NULL CHECK (VALUE > 0) CHECK (VALUE < 99)",
        "CREATE TYPE public.pair AS (n public.positive, m public.mood)",
        """
        CREATE TABLE public.t (
          id integer, "Part" text, name text DEFAULT 'x',
          CONSTRAINT t_pkey PRIMARY KEY (id, "Part"),
          CONSTRAINT once UNIQUE (name) DEFERRABLE,
          CONSTRAINT positive CHECK (id > 0),
          CONSTRAINT apart EXCLUDE USING btree (id WITH =) WHERE (id > 90))
        """,
        "CREATE INDEX by_lower ON public.t (lower(name)) WHERE id > 3",
        "CREATE UNIQUE INDEX by_name ON public.t (name, id DESC) INCLUDE (\"Part\")"
            + " NULLS NOT DISTINCT",
        "INSERT INTO public.t SELECT n, 'p', 'name ' || n FROM generate_series(1, 50) n",
        "CREATE TABLE public.typed (m public.mood, ms public.mood[], p public.positive, q public.pair)",
        "INSERT INTO public.typed VALUES ('calm', '{calm,\"it''s \\\"wild\\\"\"}', 1, (2, 'calm'))",
        "CREATE VIEW public.v AS SELECT * FROM public.t");
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    for (String type : List.of("TYPE public.pair", "DOMAIN public.positive", "TYPE public.mood")) {
      fixture.destination.execute(
          "DROP " + type.replace("public", "IF EXISTS public") + " CASCADE");
    }
  }

  @ParameterizedTest
  @CsvSource({"columns, ''", "keys, '" + KEYS + "'", "all, '" + ALL + "'"})
  void run_createScope_determinesConstraintsAndIndexes(String scope, String expected)
      throws Exception {
    PipelineResult result = run("t", "", "create: " + scope);

    assertThat(result.verified()).isPresent();
    assertThat(constraints(fixture.destination, "raw.t"))
        .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split("\\|", -1));
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
    assertThat(result.times().destParts().get("build")).isPositive();
  }

  @Test
  void run_createScopeUnset_createsKeysWithTheirNames() throws Exception {
    run("t", "", "write_mode: append");

    assertThat(constraints(fixture.destination, "raw.t"))
        .containsExactlyInAnyOrder(KEYS.split("\\|", -1));
    assertThat(
            Sql.texts(fixture.destination, "SELECT relname FROM pg_class WHERE relname = 't_pkey'"))
        .containsExactly("t_pkey");
  }

  @Test
  void run_selectedColumns_createsOnlyTheirKeys() throws Exception {
    run("t", ", columns: [name, id]", "create: all");

    assertThat(constraints(fixture.destination, "raw.t"))
        .containsExactlyInAnyOrder(
            "once UNIQUE (name) DEFERRABLE",
            "apart EXCLUDE USING btree (id WITH =) WHERE ((id > 90))",
            "positive CHECK ((id > 0))",
            "index btree (lower(name)) WHERE (id > 3)");
  }

  @Test
  void run_view_createsOnlyColumns() throws Exception {
    run("v", "", "create: all");

    assertThat(constraints(fixture.destination, "raw.v")).isEmpty();
  }

  @Test
  void run_constraintNameTaken_usesGeneratedName() throws Exception {
    fixture.destination.execute(
        "CREATE SCHEMA raw", "CREATE TABLE raw.other (id integer CONSTRAINT once UNIQUE)");

    run("t", "", "create: all");

    assertThat(constraints(fixture.destination, "raw.t"))
        .contains("t_name_key UNIQUE (name) DEFERRABLE")
        .hasSize(6);
  }

  @Test
  void run_rowsViolateKey_failsAndCreatesNoTable() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.parent (id integer PRIMARY KEY)",
        "CREATE TABLE public.child () INHERITS (public.parent)",
        "INSERT INTO public.parent VALUES (1)",
        "INSERT INTO public.child VALUES (1)");

    WeirException error =
        catchThrowableOfType(WeirException.class, () -> run("parent", "", "write_mode: append"));

    assertThat(error.code()).isEqualTo("destination.constraint");
    assertThat(error.sqlState()).contains("23505");
    assertThat(Sql.targets(fixture.destination)).isEmpty();
    assertThat(run("parent", "", "create: columns").rows().written()).isEqualTo(2);
  }

  @Test
  void run_typeMissingInDestination_failsWithItsName() {
    WeirException error =
        catchThrowableOfType(WeirException.class, () -> run("typed", "", "write_mode: append"));

    assertThat(error.code()).isEqualTo("destination.type_missing");
    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(error).hasMessageContaining("Column m requires type public.mood");
    assertThat(error.hint()).contains("create_types: true");
    assertThat(error.place().toString()).contains("stream typed, column m");
  }

  @Test
  void run_createTypes_createsEnumsDomainsAndCompositeTypes() throws Exception {
    PipelineResult result = run("typed", "", "create_types: true");

    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.typed"))
        .isEqualTo(Sql.rows(fixture.source, "public.typed"));
    assertThat(Sql.texts(fixture.destination, "SELECT unnest(enum_range(NULL::public.mood))::text"))
        .containsExactly("calm", "it's \"wild\"");
    WeirException error = catchThrowableOfType(WeirException.class, () -> insertIntoDomain());
    assertThat(error).isNull();
  }

  private void insertIntoDomain() {
    try {
      fixture.destination.execute("SELECT 99::public.positive");
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("23514");
      return;
    }
    throw new AssertionError("The domain has lost its CHECK");
  }

  private static List<String> constraints(TestDatabase database, String table) throws SQLException {
    return Sql.texts(
        database,
        """
        SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid = '%1$s'::regclass AND contype IN ('p', 'u', 'c', 'x')
        UNION ALL SELECT 'index ' || split_part(pg_get_indexdef(indexrelid), ' USING ', 2)
        FROM pg_index WHERE indrelid = '%1$s'::regclass
          AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)
        """
            .formatted(table));
  }

  private PipelineResult run(String table, String keys, String destination) throws Exception {
    return fixture.run(
        fixture.config(
            "name: " + table + ", sync_mode: full_refresh" + keys, destination, "copy", ""));
  }
}
