package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Notice;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.server.TestDatabase;
import java.nio.file.Files;
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

/** Cursor types of incremental streams, the rows that are read, and notices about other rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CursorTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() throws SQLException {
    fixture = new PipelineFixture("cursors", directory);
    for (TestDatabase database : List.of(fixture.source, fixture.destination)) {
      database.execute(
          "CREATE COLLATION public.no_case (provider = icu, locale = 'und-u-ks-level2',"
              + " deterministic = false)",
          "CREATE COLLATION public.icu (provider = icu, locale = 'und')",
          "CREATE TYPE public.mood AS ENUM ('calm', 'wild')",
          "CREATE DOMAIN public.word AS text");
    }
  }

  @BeforeEach
  void clear() throws Exception {
    fixture.source.execute("DROP TABLE IF EXISTS public.t");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    Files.deleteIfExists(fixture.statePath());
  }

  /** Equates 'a' and 'A', and sorts 'B' after 'a', unlike collation "C". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text COLLATE public.no_case",
        "text COLLATE public.icu",
        "varchar(5)",
        "public.word"
      })
  void run_textCursor_isComparedWithCollationC(String type) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c %s, n integer)".formatted(type),
        "INSERT INTO public.t VALUES ('A', 1), ('B', 2), ('Z', 3)");
    fixture.destination.execute("CREATE SCHEMA raw", "CREATE TABLE raw.t (c text, n integer)");
    if (type.startsWith("public")) {
      fixture.destination.execute("ALTER TABLE raw.t ALTER c TYPE public.word");
    }
    fixture.run(config(""));
    fixture.source.execute("INSERT INTO public.t VALUES ('a', 4), ('Z', 5), ('b', 6)");

    PipelineResult second = fixture.run(config(""));

    assertThat(second.rows().read()).isEqualTo(2 + 2);
    assertThat(second.verified()).isPresent();
    sameRows();
    assertThat(fixture.run(config("")).rows().written()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"public.mood, 'calm'", "text[], '{a}'", "json, '1'", "point, '(1,1)'", "money, '1'"})
  void run_cursorTypeWithServerDependentOrder_fails(String type, String value) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c %s)".formatted(type),
        "INSERT INTO public.t VALUES ('%s')".formatted(value));

    WeirException error = failure("");

    assertThat(error.code()).isEqualTo("source.cursor_type");
    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(error.place().toString()).contains("column c");
    assertThat(Sql.targets(fixture.destination)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "timestamptz, infinity",
    "date, infinity",
    "float8, NaN",
    "numeric, NaN",
    "numeric, Infinity"
  })
  void run_infiniteCursorValue_fails(String type, String value) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c %s)".formatted(type),
        "INSERT INTO public.t VALUES ('%1$s'), ('%1$s')".formatted(value));

    WeirException error = failure("");

    assertThat(error.code()).isEqualTo("source.cursor_value");
    assertThat(error).hasMessageContaining("2 rows have the cursor value " + value);
    assertThat(fixture.run(config(", where: \"c < '%s'\"".formatted(value))).rows().read())
        .isZero();
  }

  @Test
  void run_negativeInfinity_isRead() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c timestamptz)",
        "INSERT INTO public.t VALUES ('-infinity'), ('2026-01-01')");

    assertThat(fixture.run(config("")).rows().written()).isEqualTo(2);
    assertThat(fixture.run(config("")).rows().written()).isZero();
  }

  @Test
  void run_nullCursor_isCountedAndReported() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, name text)", "INSERT INTO public.t VALUES (NULL, 'a')");

    PipelineResult first = fixture.run(config(""));
    fixture.source.execute("INSERT INTO public.t VALUES (1, 'b'), (NULL, 'c')");
    PipelineResult second = fixture.run(config(""));

    assertThat(first.rows().read()).isZero();
    assertThat(first.rows().nullCursor()).isEqualTo(1);
    assertThat(second.rows().read()).isEqualTo(1);
    assertThat(second.rows().nullCursor()).isEqualTo(2);
    assertThat(second.notices())
        .extracting(Notice::text)
        .containsExactly("2 rows are not read because their cursor c is NULL.");
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(1,b)");
    assertThat(fixture.run(config(", count_unread: false")).notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "integer, 100, 95, 20, 10",
    "bigint, 100, 95, 20, 10",
    "numeric, 100.5, 95.5, 20.5, 10.0",
    "smallint, -32760, -32761, -32768, 100",
    "timestamptz, 2026-01-01 12:00+00, 2026-01-01 11:55+00, 2026-01-01 11:00+00, 10m",
    "timestamp, 2026-01-01 12:00, 2026-01-01 11:55, 2026-01-01 11:00, 600s",
    "date, 2026-01-10, 2026-01-08, 2026-01-01, 48h"
  })
  void run_lateRows_areReadWithinTheLag(
      String type, String last, String within, String below, String lag) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c %s, name text)".formatted(type),
        "INSERT INTO public.t VALUES ('%s', 'last')".formatted(last));
    fixture.run(config(", cursor_lag: " + lag));
    fixture.source.execute(
        "INSERT INTO public.t VALUES ('%s', 'within'), ('%s', 'below')".formatted(within, below));

    PipelineResult second = fixture.run(config(", cursor_lag: " + lag));

    boolean all = type.equals("smallint");
    assertThat(second.rows().late()).isEqualTo(all ? 2 : 1);
    assertThat(second.rows().missed()).isEqualTo(all ? 0 : 1);
    assertThat(Sql.texts(fixture.destination, "SELECT name FROM raw.t ORDER BY c"))
        .endsWith("within", "last")
        .hasSize(all ? 3 : 2);
    assertThat(second.notices()).hasSize(all ? 0 : 1);
    PipelineResult third = fixture.run(config(", cursor_lag: " + lag));
    assertThat(third.rows().missed()).isZero();
    assertThat(third.rows().written()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "integer, 10m, an integer such as 1000",
    "integer, 1.5, an integer such as 1000",
    "timestamptz, 10, a duration such as 10m",
    "date, 10m, whole days such as P2D or 48h",
    "text, 10, Remove cursor_lag"
  })
  void run_lagInvalidForCursorType_fails(String type, String lag, String hint) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c %s)".formatted(type),
        "INSERT INTO public.t VALUES ('%s')"
            .formatted(type.equals("integer") ? "7" : "2026-01-01"));
    fixture.run(config(""));

    WeirException error = failure(", cursor_lag: '" + lag + "'");

    assertThat(error.code()).isEqualTo("source.cursor_type");
    assertThat(error.hint()).contains(hint);
  }

  @Test
  void run_widenedCursorType_resumes() throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer)", "INSERT INTO public.t VALUES (1), (2)");
    fixture.run(config(""));
    fixture.source.execute("ALTER TABLE public.t ALTER c TYPE bigint");
    fixture.destination.execute("ALTER TABLE raw.t ALTER c TYPE bigint");
    fixture.source.execute("INSERT INTO public.t VALUES (3000000000)");

    assertThat(fixture.run(config("")).rows().written()).isEqualTo(1);
    sameRows();
  }

  /** Receipts are untrusted input. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cursor_type  | integer); DROP TABLE public.t; --",
        "cursor_type  | text",
        "cursor_value | 2'::text); DROP TABLE public.t; --",
        "cursor_value | two"
      })
  void run_receiptWithInvalidPosition_fails(String column, String value) throws Exception {
    fixture.source.execute(
        "CREATE TABLE public.t (c integer)", "INSERT INTO public.t VALUES (1), (2)");
    fixture.run(config(""));
    fixture.destination.execute(
        "UPDATE raw._weir_receipts SET %s = '%s'".formatted(column, value.replace("'", "''")));

    WeirException error = failure("");

    assertThat(error.code()).isIn("source.position", "destination.receipt_mismatch");
    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    sameRows();
  }

  private void sameRows() throws SQLException {
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
  }

  private WeirException failure(String keys) {
    return catchThrowableOfType(WeirException.class, () -> fixture.run(config(keys)));
  }

  private PipelineConfig config(String keys) throws Exception {
    return fixture.config(
        "name: t, sync_mode: incremental, cursor_field: c" + keys,
        "write_mode: append",
        "copy",
        "");
  }
}
