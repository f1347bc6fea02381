package dev.weir.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.connector.Digest;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Relations that can be streams, and the rows and columns that are read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsReadTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("streams_read", directory);
    fixture.source.execute(
        "CREATE TABLE public.plain (id integer NOT NULL, name text, t text)",
        "INSERT INTO public.plain VALUES (1, 'a', 'x'), (2, 'b', 'y'), (3, 'c', NULL)",
        "CREATE VIEW public.a_view AS SELECT name, id * 2 AS twice FROM public.plain WHERE id > 1",
        "CREATE MATERIALIZED VIEW public.a_matview AS SELECT id FROM public.plain",
        "CREATE TABLE public.parted (id integer, name text) PARTITION BY RANGE (id)",
        "CREATE TABLE public.parted_low PARTITION OF public.parted FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE public.parted_high PARTITION OF public.parted FOR VALUES FROM (10) TO (99)",
        "INSERT INTO public.parted VALUES (1, 'low'), (11, 'high')",
        "CREATE TABLE public.parent (id integer)",
        "CREATE TABLE public.child (more text) INHERITS (public.parent)",
        "INSERT INTO public.parent VALUES (1)",
        "INSERT INTO public.child VALUES (2, 'of the child')",
        """
        CREATE TABLE public.generates (
          id integer, doubled integer GENERATED ALWAYS AS (id * 2) STORED, name text)
        """,
        "INSERT INTO public.generates (id, name) VALUES (4, 'x')",
        "CREATE TABLE public.empty (id integer NOT NULL)",
        "CREATE TABLE public.no_columns ()",
        "CREATE TABLE public.dropped (id integer, gone text, name text)",
        "ALTER TABLE public.dropped DROP COLUMN gone",
        "INSERT INTO public.dropped VALUES (7, 'kept')",
        "CREATE TYPE public.mood AS ENUM ('calm')",
        "CREATE TYPE public.pair AS (n integer, m public.mood)",
        "CREATE TYPE public.plain_pair AS (n integer, m text)",
        "CREATE TYPE public.names AS (n regclass)",
        """
        CREATE TABLE public.ids (
          pair public.pair, moods public.mood[], relation regclass, relations regproc[],
          names public.names, plain_pair public.plain_pair)
        """);
  }

  @BeforeEach
  void clearDestination() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain    |                                            | (1,a,x) (2,b,y) (3,c,)",
        "plain    | , columns: [name, id]                      | (a,1) (b,2) (c,3)",
        "plain    | , where: 'id > 1'                          | (2,b,y) (3,c,)",
        "plain    | , where: 'id > 1 -- or so'                 | (2,b,y) (3,c,)",
        "plain    | , where: 'id = 1 OR id = 3', columns: [id] | (1) (3)",
        "a_view   |                                            | (b,4) (c,6)",
        "a_matview|                                            | (1) (2) (3)",
        "parted   |                                            | (1,low) (11,high)",
        "parted_high |                                         | (11,high)",
        "parent   |                                            | (1) (2)",
        "child    |                                            | (2,\"of the child\")",
        "generates|                                            | (4,8,x)",
        "generates| , columns: [doubled, id]                   | (8,4)",
        "dropped  |                                            | (7,kept)"
      })
  void run_stream_loadsItsRowsAndColumns(String table, String keys, String rows) throws Exception {
    PipelineResult result = run(table, keys == null ? "" : keys);

    assertThat(String.join(" ", Sql.rows(fixture.destination, "raw." + table))).isEqualTo(rows);
    assertThat(result.verified()).isPresent();
  }

  @Test
  void run_emptyTable_createsEmptyTarget() throws Exception {
    PipelineResult result = run("empty", "");

    assertThat(result.rows().written()).isZero();
    assertThat(Sql.rows(fixture.destination, "raw.empty")).isEmpty();
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(1);
  }

  /** {@code t::text} would be the column t instead of the row. */
  @Test
  void run_columnNamedLikeDigestAlias_digestIncludesAllColumns() throws Exception {
    Digest before = run("plain", ", where: 'id < 3'").verified().orElseThrow();
    fixture.source.execute("UPDATE public.plain SET name = 'other' WHERE id = 2");
    try {
      assertThat(run("plain", ", where: 'id < 3'").verified())
          .isPresent()
          .get()
          .isNotEqualTo(before);
    } finally {
      fixture.source.execute("UPDATE public.plain SET name = 'b' WHERE id = 2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere    |                            | source.table_missing",
        "pg_class   |                            | source.table_missing",
        "Plain      |                            | source.table_missing",
        "no_columns |                            | source.no_columns"
      })
  void run_unknownStream_failsWithSchemaError(String table, String keys, String code)
      throws Exception {
    WeirException error = failure(table, keys == null ? "" : keys);

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(error.place().side()).isEqualTo(Side.SOURCE);
    assertThat(error.place().toString()).contains(table);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", columns: [id, nowhere]",
        ", columns: [ID]",
        ", columns: ['id; DROP TABLE plain']"
      })
  void run_unknownColumn_failsWithTheExistingColumns(String keys) throws Exception {
    WeirException error = failure("plain", keys);

    assertThat(error.code()).isEqualTo("source.column_missing");
    assertThat(error).hasMessageContaining("id, name, t");
  }

  @Test
  void run_invalidPredicate_failsWithTheServersSchemaError() throws Exception {
    WeirException error = failure("plain", ", where: 'nowhere = 1'");

    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(error.sqlState()).contains("42703");
  }

  /** A second statement, or unbalanced parentheses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "true); DROP TABLE public.plain; --",
        "pg_sleep(0) IS NULL; SELECT 1",
        "false) OR (true",
        "id > 0 /* not closed",
        "name = $$ not closed"
      })
  void run_whereIsNotOneExpression_failsBeforeItIsSent(String where) throws Exception {
    assertThat(failure("plain", ", where: '" + where + "'").code()).isEqualTo("source.where");
    assertThat(Sql.rows(fixture.source, "public.plain")).hasSize(3);
  }

  @Test
  void run_compositeOfBuiltInTypes_isLoaded() throws Exception {
    fixture.destination.execute(
        "DROP TYPE IF EXISTS public.plain_pair",
        "CREATE TYPE public.plain_pair AS (n integer, m text)");
    fixture.source.execute("INSERT INTO public.ids (plain_pair) VALUES ((1, 'x'))");

    run("ids", ", columns: [plain_pair]");

    assertThat(Sql.texts(fixture.destination, "SELECT plain_pair FROM raw.ids"))
        .isEqualTo(List.of("(1,x)"));
  }

  private PipelineResult run(String table, String keys) throws Exception {
    return fixture.run(
        fixture.config(
            "name: " + table + ", sync_mode: full_refresh" + keys,
            "write_mode: replace",
            "copy",
            ""));
  }

  private WeirException failure(String table, String keys) {
    return catchThrowableOfType(WeirException.class, () -> run(table, keys));
  }
}
