package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.cli.Weir;
import dev.weir.postgres.server.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

/** {@code weir check} reports the error with which a run would fail, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckTest {
  private static final String ROLE = "weir_check";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() throws SQLException {
    fixture = new PipelineFixture("checks", directory).asRole(ROLE);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer PRIMARY KEY, name text)",
        "INSERT INTO public.t VALUES (1, 'a')");
    fixture.destination.execute(
        "REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(fixture.destination.name()));
  }

  @BeforeEach
  void grantWhatIsNeeded() throws SQLException {
    fixture.source.execute("GRANT SELECT ON public.t TO " + ROLE);
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "ALTER ROLE " + ROLE + " RESET default_transaction_read_only",
        "GRANT CREATE, TEMPORARY ON DATABASE %s TO %s".formatted(fixture.destination.name(), ROLE));
    fixture.withSourceConfig("").withDestinationConfig("");
  }

  private record Outcome(int code, String out, String err) {}

  @Test
  void check_validPipeline_printsThePlanAndCreatesNothing() throws Exception {
    Outcome outcome = weir("check", "sync_mode: full_refresh", "write_mode: append");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("stream       t         create keys, load")
        .contains("PostgreSQL");
    assertThat(Sql.texts(fixture.destination, "SELECT 1 FROM pg_namespace WHERE nspname = 'raw'"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source      | REVOKE SELECT ON public.t FROM weir_check          | SELECT on public.t           | 4",
        "source      | REVOKE SELECT ON public.t FROM weir_check; GRANT SELECT (id) ON public.t TO weir_check | column name | 4",
        "destination | REVOKE CREATE ON DATABASE checks_destination FROM weir_check | CREATE on the database | 5",
        "destination | CREATE SCHEMA raw; GRANT USAGE ON SCHEMA raw TO weir_check | CREATE on schema raw | 5",
        "destination | CREATE SCHEMA raw AUTHORIZATION weir_check; CREATE TABLE raw.t (id integer, name text) | INSERT on raw.t | 5",
        "destination | CREATE SCHEMA raw AUTHORIZATION weir_check; CREATE VIEW raw.t AS SELECT 1 AS id | The target raw.t is a view | 3",
        "destination | CREATE SCHEMA raw AUTHORIZATION weir_check; CREATE TABLE raw.t (id integer) | The target raw.t has no column name | 3",
        "destination | ALTER ROLE weir_check SET default_transaction_read_only = on | The destination is read-only | 5"
      })
  void check_runWouldFail_failsWithTheSameError(
      String side, String change, String message, int code) throws Exception {
    TestDatabase database = side.equals("source") ? fixture.source : fixture.destination;
    database.execute(change.split("; ", -1));

    Outcome check = weir("check", "sync_mode: full_refresh", "write_mode: append");
    Outcome run = weir("run", "sync_mode: full_refresh", "write_mode: append");

    assertThat(check.err()).contains(message).hasLineCount(1);
    assertThat(check.code()).isEqualTo(code);
    assertThat(run.err()).isEqualTo(check.err());
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void check_incrementalMerge_requiresTemporaryPrivilege() throws Exception {
    String incremental = "sync_mode: incremental, cursor_field: id";
    assertThat(weir("run", incremental, "write_mode: append").code()).isZero();
    fixture.destination.execute("REVOKE TEMPORARY ON DATABASE checks_destination FROM " + ROLE);

    assertThat(weir("check", incremental, "write_mode: append").err())
        .contains("The role lacks the privilege TEMPORARY on the database");
  }

  @Test
  void check_receiptMismatch_fails() throws Exception {
    String incremental = "sync_mode: incremental, cursor_field: id";
    weir("run", incremental, "write_mode: append");
    fixture.destination.execute("TRUNCATE raw.t");

    Outcome check = weir("check", incremental, "write_mode: append");

    assertThat(check.code()).isEqualTo(3);
    assertThat(check.err()).contains("has no such row").contains("on_receipt_mismatch");
  }

  @Test
  void check_swapWouldLoseProperties_printsNotice() throws Exception {
    weir("run", "sync_mode: full_refresh", "write_mode: append");
    fixture.destination.execute("COMMENT ON TABLE raw.t IS 'mind'");

    Outcome check = weir("check", "sync_mode: full_refresh", "write_mode: replace");

    assertThat(check.code()).isZero();
    assertThat(check.out())
        .contains("truncate, load")
        .contains("note: destination postgres, stream t: The target raw.t is truncated");
  }

  private Outcome weir(String command, String sync, String mode) throws Exception {
    fixture.config("name: t, " + sync, mode, "copy", "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Weir.execute(
            List.of(command, fixture.file().toString()).toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            fixture.environment());
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
