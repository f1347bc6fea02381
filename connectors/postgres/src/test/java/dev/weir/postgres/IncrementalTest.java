package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Cursor;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.state.SqliteState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Incremental streams: new rows, rows at the boundary, and the position to resume from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncrementalTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() {
    fixture = new PipelineFixture("incremental", directory);
  }

  @BeforeEach
  void clear() throws Exception {
    fixture.source.execute("DROP TABLE IF EXISTS public.t");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    Files.deleteIfExists(fixture.statePath());
  }

  /** The order of the values differs from that of their text forms, as in 9 and 10. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "bigint; n::bigint",
        "integer; n::integer",
        "numeric; n / 100.0",
        "timestamptz; '2026-01-01 00:00:00.000009+00'::timestamptz + n * interval '1 microsecond'",
        "date; '9999-12-30'::date + n::integer",
        "text; lpad(n::text, 4, '0')",
        "text; 'it''s \\ ' || lpad(n::text, 4, '0')",
        "uuid; lpad(to_hex(n), 32, '0')::uuid"
      })
  void run_secondRun_readsOnlyNewRows(String type, String value) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c %s, row_number integer)".formatted(type), insert(value, 1, 12));
    PipelineConfig config = config("c");

    assertThat(fixture.run(config).rows().read()).isEqualTo(12);
    // The boundary value is read again.
    assertThat(fixture.run(config).rows().read()).isEqualTo(1);
    fixture.source.execute(insert(value, 13, 120));
    PipelineResult third = fixture.run(config);

    assertThat(third.rows().read()).isEqualTo(1 + 108);
    assertThat(third.verified()).isPresent();
    sameRows();
    assertThat(receiptCursors()).hasSize(3);
  }

  /** Existing rows with the boundary value are neither deleted nor inserted again. */
  @Test
  void run_boundaryRowsDeletedInSource_remainInTarget() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, name json)",
        "INSERT INTO public.t VALUES (1, '1'), (2, '2'), (2, '3'), (2, '3'), (2, NULL)");
    fixture.run(config("c"));
    List<String> versions = versions("c <= 2");
    fixture.source.execute(
        "DELETE FROM public.t WHERE name IS NULL OR name::text = '2'",
        "INSERT INTO public.t VALUES (2, '4'), (2, '3'), (3, '5')");

    PipelineResult second = fixture.run(config("c"));

    assertThat(second.verified()).isPresent();
    assertThat(second.rows().read()).isEqualTo(5);
    assertThat(second.rows().written()).isEqualTo(3);
    assertThat(second.rows().late()).isEqualTo(2);
    assertThat(Sql.texts(fixture.destination, "SELECT t::text FROM raw.t t ORDER BY 1"))
        .containsExactly("(1,1)", "(2,)", "(2,2)", "(2,3)", "(2,3)", "(2,3)", "(2,4)", "(3,5)");
    assertThat(versions("c <= 2")).containsAll(versions);
  }

  @Test
  void run_rowsWithEqualCursor_areLoadedOnceWithoutUpdatesOrDeletes() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, name text)",
        "INSERT INTO public.t VALUES (1, 'a'), (2, 'b'), (2, 'c')");
    fixture.run(config("c"));
    fixture.destination.execute(
        "ALTER TABLE raw.t ADD UNIQUE (name)",
        "CREATE TABLE raw.cascades (name text REFERENCES raw.t (name) ON DELETE CASCADE)",
        "CREATE TABLE raw.nulls (name text REFERENCES raw.t (name) ON DELETE SET NULL)",
        "CREATE TABLE raw.stops (name text REFERENCES raw.t (name))",
        "INSERT INTO raw.cascades VALUES ('b')",
        "INSERT INTO raw.nulls VALUES ('b')",
        "INSERT INTO raw.stops VALUES ('c')",
        "CREATE TABLE raw.fired (what text)",
        """
        CREATE FUNCTION raw.fire() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO raw.fired VALUES (TG_OP || ' ' || coalesce(NEW.name, OLD.name));
           RETURN NULL; END $$
        """,
        "CREATE TRIGGER fire AFTER INSERT OR UPDATE OR DELETE ON raw.t"
            + " FOR EACH ROW EXECUTE FUNCTION raw.fire()");
    fixture.source.execute("INSERT INTO public.t VALUES (2, 'd'), (3, 'e')");

    fixture.run(config("c"));
    fixture.run(config("c"));

    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly("(1,a)", "(2,b)", "(2,c)", "(2,d)", "(3,e)");
    assertThat(Sql.texts(fixture.destination, "SELECT what FROM raw.fired ORDER BY 1"))
        .containsExactly("INSERT d", "INSERT e");
    assertThat(Sql.rows(fixture.destination, "raw.cascades")).containsExactly("(b)");
    assertThat(Sql.rows(fixture.destination, "raw.nulls")).containsExactly("(b)");
    assertThat(Sql.rows(fixture.destination, "raw.stops")).containsExactly("(c)");
  }

  /** Rows with an existing key are updated, in the overlap and above the last cursor. */
  @ParameterizedTest
  @ValueSource(strings = {"copy", "insert"})
  void run_targetWithPrimaryKey_updatesChangedRows(String loadMethod) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (id integer PRIMARY KEY, c integer, name json, n numeric)",
        "INSERT INTO public.t VALUES (1, 1, '1', 1.0), (2, 5, '2', 1.0), (3, 5, '3', 1.0)");
    fixture.run(config("c", loadMethod));
    List<String> unchanged = versions("id IN (1, 3)");
    fixture.source.execute(
        "UPDATE public.t SET n = 1.00 WHERE id = 2",
        "INSERT INTO public.t VALUES (4, 5, '4', 4), (5, 6, '5', 5)");

    PipelineResult second = fixture.run(config("c", loadMethod));

    assertThat(second.rows().written()).isEqualTo(3);
    assertThat(second.rows().updated()).isEqualTo(1);
    assertThat(second.rows().late()).isEqualTo(1);
    sameRows();
    assertThat(versions("id IN (1, 3)")).isEqualTo(unchanged);
    fixture.source.execute("UPDATE public.t SET c = 7, name = NULL WHERE id = 1");

    PipelineResult third = fixture.run(config("c", loadMethod));

    assertThat(third.rows().updated()).isEqualTo(1);
    assertThat(third.verified()).isPresent();
    sameRows();
  }

  @Test
  void run_duplicateKeyInStream_failsWithDataError() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (id integer, c integer)", "INSERT INTO public.t VALUES (1, 1)");
    fixture.run(config("c"));
    fixture.destination.execute("ALTER TABLE raw.t ADD PRIMARY KEY (id)");
    fixture.source.execute("INSERT INTO public.t VALUES (2, 2), (2, 3)");

    WeirException error = catchThrowableOfType(WeirException.class, () -> fixture.run(config("c")));

    assertThat(error.code()).isEqualTo("destination.key_not_unique");
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(1,1)");
  }

  @Test
  void run_partitionedTargetWithPrimaryKey_mergesByKey() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (id integer PRIMARY KEY, c integer)",
        "INSERT INTO public.t SELECT n, n FROM generate_series(1, 20) n");
    fixture.destination.execute(
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.t (id integer PRIMARY KEY, c integer) PARTITION BY RANGE (id)",
        "CREATE TABLE raw.low PARTITION OF raw.t FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE raw.high PARTITION OF raw.t FOR VALUES FROM (10) TO (99)");
    fixture.run(config("c"));
    fixture.source.execute(
        "UPDATE public.t SET c = 21 WHERE id = 3", "INSERT INTO public.t VALUES (21, 22)");

    PipelineResult second = fixture.run(config("c"));

    assertThat(second.rows().updated()).isEqualTo(1);
    assertThat(second.rows().written()).isEqualTo(2);
    sameRows();
  }

  @Test
  void run_stateFileDeleted_resumesFromReceipt() throws Exception {
    fixture.source.execute("CREATE TABLE public.t (c bigint, row_number integer)");
    fixture.source.execute(insert("n", 1, 20));
    fixture.run(config("c"));
    Files.delete(fixture.statePath());
    fixture.source.execute(insert("n", 21, 30));

    PipelineResult result = fixture.run(config("c"));

    assertThat(result.rows().read()).isEqualTo(1 + 10);
    sameRows();
    assertThat(stateCursor()).contains(new Cursor("c", "bigint", "30"));
  }

  @Test
  void run_newDestination_readsAllRows() throws Exception {
    fixture.source.execute("CREATE TABLE public.t (c bigint, row_number integer)");
    fixture.source.execute(insert("n", 1, 20));
    fixture.run(config("c"));
    fixture.destination.execute("DROP SCHEMA raw CASCADE");

    assertThat(fixture.run(config("c")).rows().read()).isEqualTo(20);
    sameRows();
  }

  @Test
  void run_quotedCursorName_readsOnlyNewRows() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (\"The \"\"Cursor\"\" ä\" integer, row_number integer)",
        insert("n", 1, 12));
    PipelineConfig config = config("'The \"Cursor\" ä'");
    fixture.run(config);
    fixture.source.execute(insert("n", 13, 14));

    assertThat(fixture.run(config).rows().read()).isEqualTo(1 + 2);
    sameRows();
  }

  @Test
  void run_whereEndingInComment_isCombinedWithTheCursor() throws Exception {
    fixture.source.execute("CREATE TABLE public.t (c integer, row_number integer)");
    fixture.source.execute(insert("n", 1, 20));

    PipelineResult result =
        fixture.run(
            fixture.config(
                "name: t, sync_mode: incremental, cursor_field: c, where: 'c < 15 -- not yet'",
                "write_mode: append",
                "copy",
                ""));

    assertThat(result.rows().read()).isEqualTo(14);
    assertThat(stateCursor()).contains(new Cursor("c", "integer", "14"));
  }

  @Test
  void run_repeated_stateMatchesReceipt() throws Exception {
    fixture.source.execute("CREATE TABLE public.t (c timestamptz, row_number integer)");
    fixture.source.execute(insert("'2026-01-01 12:00+02'::timestamptz", 1, 3));

    fixture.run(config("c"));

    assertThat(receiptCursors())
        .containsExactly("c|timestamp with time zone|2026-01-01 10:00:00+00");
    assertThat(stateCursor())
        .contains(new Cursor("c", "timestamp with time zone", "2026-01-01 10:00:00+00"));
  }

  private static String insert(String value, int first, int last) {
    return "INSERT INTO public.t SELECT %s, n FROM generate_series(%d, %d) n"
        .formatted(value, first, last);
  }

  private void sameRows() throws SQLException {
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
  }

  private List<String> receiptCursors() throws SQLException {
    return Sql.texts(
        fixture.destination,
        "SELECT cursor_field || '|' || cursor_type || '|' || cursor_value"
            + " FROM raw._weir_receipts ORDER BY id");
  }

  private Optional<Cursor> stateCursor() {
    try (SqliteState state = SqliteState.open(fixture.statePath(), Clock.systemUTC())) {
      return state.cursor("incremental", "t");
    }
  }

  /** Returns the ctid of each row version, which an update or a new insert changes. */
  private List<String> versions(String where) throws SQLException {
    return Sql.texts(
        fixture.destination,
        "SELECT ctid || ' ' || xmin FROM raw.t WHERE " + where + " ORDER BY 1");
  }

  private PipelineConfig config(String cursor) throws Exception {
    return config(cursor, "copy");
  }

  private PipelineConfig config(String cursor, String loadMethod) throws Exception {
    return fixture.config(
        "name: t, sync_mode: incremental, cursor_field: " + cursor,
        "write_mode: append",
        loadMethod,
        "");
  }
}
