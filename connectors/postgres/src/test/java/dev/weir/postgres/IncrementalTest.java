package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Cursor;
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

/** What an incremental stream reads again, what it reads anew, and where it takes up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncrementalTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void makeDatabases() {
    fixture = new PipelineFixture("incremental", directory);
  }

  @BeforeEach
  void clear() throws Exception {
    fixture.source.execute("DROP TABLE IF EXISTS public.t");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    Files.deleteIfExists(fixture.statePath());
  }

  /** The values do not sort as texts, 9 and 10 among them. */
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
  void run_again_readsOnlyWhatIsNew(String type, String value) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c %s, row_number integer)".formatted(type), insert(value, 1, 12));
    PipelineConfig config = config("c");

    assertThat(fixture.run(config).recordsRead()).isEqualTo(12);
    // The boundary value is read again.
    assertThat(fixture.run(config).recordsRead()).isEqualTo(1);
    fixture.source.execute(insert(value, 13, 120));
    PipelineResult third = fixture.run(config);

    assertThat(third.recordsRead()).isEqualTo(1 + 108);
    assertThat(third.sourceHash()).isEqualTo(third.destHash()).isPresent();
    sameRows();
    assertThat(receiptCursors()).hasSize(3);
  }

  @Test
  void run_boundaryRowsThatTheSourceHasPurged_stayAtTheDestination() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, name json)",
        "INSERT INTO public.t VALUES (1, '1'), (2, '2'), (2, '3'), (2, '3'), (2, NULL)");
    fixture.run(config("c"));
    fixture.source.execute(
        "DELETE FROM public.t WHERE name IS NULL OR name::text = '2'",
        "INSERT INTO public.t VALUES (2, '4'), (3, '5')");

    PipelineResult second = fixture.run(config("c"));

    assertThat(second.sourceHash()).isEqualTo(second.destHash()).isPresent();
    assertThat(Sql.texts(fixture.destination, "SELECT t::text FROM raw.t t ORDER BY 1"))
        .containsExactly("(1,1)", "(2,)", "(2,2)", "(2,3)", "(2,3)", "(2,4)", "(3,5)");
  }

  @Test
  void run_boundaryRowThatChanged_takesThePlaceOfTheOneWithItsKey() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, name text)", "INSERT INTO public.t VALUES (1, 'old')");
    fixture.run(config("c"));
    fixture.destination.execute("ALTER TABLE raw.t ADD PRIMARY KEY (c)");
    fixture.source.execute("UPDATE public.t SET name = 'new'");

    fixture.run(config("c"));

    assertThat(Sql.texts(fixture.destination, "SELECT t::text FROM raw.t t"))
        .containsExactly("(1,new)");
  }

  @Test
  void run_rowsThatTieOnTheCursor_arriveOnce() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, name text)",
        "INSERT INTO public.t VALUES (1, 'a'), (2, 'b'), (2, 'c')");
    fixture.run(config("c"));
    fixture.source.execute("INSERT INTO public.t VALUES (2, 'd'), (2, 'b'), (3, 'e')");

    fixture.run(config("c"));
    fixture.run(config("c"));

    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly("(1,a)", "(2,b)", "(2,b)", "(2,c)", "(2,d)", "(3,e)");
  }

  @Test
  void run_nullCursor_isNeverRead() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, name text)", "INSERT INTO public.t VALUES (NULL, 'a')");

    assertThat(fixture.run(config("c")).recordsRead()).isZero();
    fixture.source.execute("INSERT INTO public.t VALUES (1, 'b'), (NULL, 'c')");
    assertThat(fixture.run(config("c")).recordsRead()).isEqualTo(1);

    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(1,b)");
  }

  @Test
  void run_stateDeleted_takesUpFromTheReceipt() throws Exception {
    fixture.source.execute("CREATE TABLE public.t (c bigint, row_number integer)");
    fixture.source.execute(insert("n", 1, 20));
    fixture.run(config("c"));
    Files.delete(fixture.statePath());
    fixture.source.execute(insert("n", 21, 30));

    PipelineResult result = fixture.run(config("c"));

    assertThat(result.recordsRead()).isEqualTo(1 + 10);
    sameRows();
    assertThat(stateCursor()).contains(new Cursor("c", "bigint", "30"));
  }

  @Test
  void run_destinationStartedOver_readsAll() throws Exception {
    fixture.source.execute("CREATE TABLE public.t (c bigint, row_number integer)");
    fixture.source.execute(insert("n", 1, 20));
    fixture.run(config("c"));
    fixture.destination.execute("DROP SCHEMA raw CASCADE");

    assertThat(fixture.run(config("c")).recordsRead()).isEqualTo(20);
    sameRows();
  }

  @Test
  void run_cursorNeedsQuotes_readsOnlyWhatIsNew() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (\"The \"\"Cursor\"\" ä\" integer, row_number integer)",
        insert("n", 1, 12));
    PipelineConfig config = config("'The \"Cursor\" ä'");
    fixture.run(config);
    fixture.source.execute(insert("n", 13, 14));

    assertThat(fixture.run(config).recordsRead()).isEqualTo(1 + 2);
    sameRows();
  }

  @Test
  void run_whereEndingInAComment_holdsForTheCursorToo() throws Exception {
    fixture.source.execute("CREATE TABLE public.t (c integer, row_number integer)");
    fixture.source.execute(insert("n", 1, 20));

    PipelineResult result =
        fixture.run(
            fixture.config(
                "name: t, sync_mode: incremental, cursor_field: c, where: 'c < 15 -- not yet'",
                "write_mode: append",
                "copy",
                ""));

    assertThat(result.recordsRead()).isEqualTo(14);
    assertThat(stateCursor()).contains(new Cursor("c", "integer", "14"));
  }

  @Test
  void run_eachTime_stateAndReceiptAgree() throws Exception {
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

  private PipelineConfig config(String cursor) throws Exception {
    return fixture.config(
        "name: t, sync_mode: incremental, cursor_field: " + cursor,
        "write_mode: append",
        "copy",
        "");
  }
}
