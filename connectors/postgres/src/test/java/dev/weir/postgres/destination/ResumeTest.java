package dev.weir.postgres.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Notice;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.PipelineFixture;
import dev.weir.postgres.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receipt is valid for one table, pipeline and cursor; any other combination fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
  private static final int ROWS = 100;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws Exception {
    fixture = new PipelineFixture("resumes", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (c integer, d integer, name text)",
        "INSERT INTO public.t SELECT n, 1000 - n, 'row ' || n FROM generate_series(1, %d) n"
            .formatted(ROWS));
  }

  @BeforeEach
  void loadOnce() throws Exception {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    Files.deleteIfExists(fixture.statePath());
    fixture.named("resumes");
    fixture.run(config("c", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRUNCATE raw.t                                                     | has no such row",
        "DELETE FROM raw.t WHERE c > 50                                     | has no such row",
        "ALTER TABLE raw.t ALTER c TYPE text USING concat('x', c)            | has no such row",
        "DROP TABLE raw.t                                                   | does not exist",
        "ALTER TABLE raw.t RENAME TO u; CREATE TABLE raw.t (LIKE raw.u)     | dropped and re-created",
        "CREATE TABLE raw.u AS TABLE raw.t; DROP TABLE raw.t; ALTER TABLE raw.u RENAME TO t | dropped and re-created"
      })
  void run_targetDoesNotMatchReceipt_fails(String change, String message) throws Exception {
    fixture.destination.execute(change.split("; ", -1));

    WeirException error = failure("c", "");

    assertThat(error.code()).isEqualTo("destination.receipt_mismatch");
    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(error).hasMessageContaining(message).hasMessageContaining("raw.t");
    assertThat(error.hint()).contains("reload").contains("continue");
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRUNCATE raw.t",
        "DELETE FROM raw.t WHERE c > 50 OR c < 5",
        "DROP TABLE raw.t",
        "CREATE TABLE raw.u AS TABLE raw.t; DROP TABLE raw.t; ALTER TABLE raw.u RENAME TO t"
      })
  void run_reload_addsOnlyMissingRows(String change) throws Exception {
    fixture.destination.execute(change.split("; ", -1));

    PipelineResult result = fixture.run(config("c", "reload"));

    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
    assertThat(result.notices()).extracting(Notice::text).anyMatch(text -> text.contains("raw.t"));
    // The new receipt matches the target.
    assertThat(fixture.run(config("c", "")).rows().written()).isZero();
  }

  @Test
  void run_continue_acceptsTheTarget() throws Exception {
    fixture.destination.execute("TRUNCATE raw.t");

    fixture.run(config("c", "continue"));

    assertThat(Sql.texts(fixture.destination, "SELECT c FROM raw.t")).containsExactly("100");
    assertThat(fixture.run(config("c", "")).rows().written()).isZero();
  }

  @Test
  void run_cursorFieldChanged_failsAndReloadAddsNothing() throws Exception {
    WeirException error = failure("d", "");
    assertThat(error.code()).isEqualTo("destination.receipt_mismatch");
    assertThat(error)
        .hasMessageContaining("was loaded with cursor_field c, but cursor_field is now d");
    assertThat(failure("d", "continue").code()).isEqualTo("destination.receipt_mismatch");

    assertThat(fixture.run(config("d", "reload")).rows().written()).isZero();
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(ROWS);
    assertThat(fixture.run(config("d", "")).rows().read()).isEqualTo(1);
  }

  @Test
  void run_pipelineRenamed_failsAndReloadAddsNothing() throws Exception {
    fixture.named("resumes_by_another_name");

    WeirException error = failure("c", "");
    assertThat(error.code()).isEqualTo("destination.receipt_mismatch");
    assertThat(error).hasMessageContaining("contains rows of pipeline resumes");

    assertThat(fixture.run(config("c", "reload")).rows().written()).isZero();
    assertThat(fixture.run(config("c", "")).rows().read()).isEqualTo(1);
  }

  /** Two pipelines that share a target intentionally. */
  @Test
  void run_otherPipelineWithContinue_addsAllRows() throws Exception {
    fixture.named("resumes_beside");

    fixture.run(config("c", "continue"));
    fixture.run(config("c", ""));

    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(2 * ROWS);
  }

  @Test
  void run_incrementalAfterFullRefresh_fails() throws Exception {
    fixture.destination.execute("DROP SCHEMA raw CASCADE");
    fixture.run(
        fixture.config("name: t, sync_mode: full_refresh", "write_mode: append", "copy", ""));

    assertThat(failure("c", "")).hasMessageContaining("Earlier runs loaded the target raw.t");
    assertThat(fixture.run(config("c", "reload")).rows().written()).isZero();
  }

  @Test
  void run_rowsDeletedInTargetBelowCursor_areNotReloaded() throws Exception {
    fixture.destination.execute("DELETE FROM raw.t WHERE c < 90");

    assertThat(fixture.run(config("c", "")).rows().written()).isZero();
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(11);
  }

  /** A receipts table of a version whose receipts have no target OID. */
  @Test
  void run_receiptsOfEarlierVersion_resumes() throws Exception {
    fixture.destination.execute(
        "ALTER TABLE raw._weir_receipts DROP COLUMN target_oid, DROP COLUMN source_rows,"
            + " ADD COLUMN partition integer NOT NULL DEFAULT 0");

    assertThat(fixture.run(config("c", "")).rows().read()).isEqualTo(1);
    assertThat(fixture.run(config("c", "")).rows().read()).isEqualTo(1);
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(3);
  }

  private PipelineConfig config(String cursor, String onMismatch) throws Exception {
    return fixture.config(
        "name: t, sync_mode: incremental, cursor_field: " + cursor,
        "write_mode: append"
            + (onMismatch.isEmpty() ? "" : "\n  on_receipt_mismatch: " + onMismatch),
        "copy",
        "");
  }

  private WeirException failure(String cursor, String onMismatch) {
    return catchThrowableOfType(WeirException.class, () -> fixture.run(config(cursor, onMismatch)));
  }
}
