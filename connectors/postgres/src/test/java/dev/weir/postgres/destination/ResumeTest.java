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

/** A receipt covers one table, loaded by one cursor of one pipeline; anything else is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
  private static final int ROWS = 100;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void makeSource() throws Exception {
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
        "ALTER TABLE raw.t ALTER c TYPE date USING date '2026-01-01' + c    | has no such row",
        "DROP TABLE raw.t                                                   | is gone",
        "ALTER TABLE raw.t RENAME TO u; CREATE TABLE raw.t (LIKE raw.u)     | dropped and created again",
        "CREATE TABLE raw.u AS TABLE raw.t; DROP TABLE raw.t; ALTER TABLE raw.u RENAME TO t | dropped and created again"
      })
  void run_targetThatIsNotWhatTheReceiptSays_isRefused(String change, String told)
      throws Exception {
    fixture.destination.execute(change.split("; ", -1));

    WeirException error = failure("c", "");

    assertThat(error.code()).isEqualTo("destination.receipt_mismatch");
    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(error).hasMessageContaining(told).hasMessageContaining("raw.t");
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
  void run_reload_addsWhatIsMissingAndNoMore(String change) throws Exception {
    fixture.destination.execute(change.split("; ", -1));

    PipelineResult result = fixture.run(config("c", "reload"));

    assertThat(result.verified()).isPresent();
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
    assertThat(result.notices()).extracting(Notice::text).anyMatch(text -> text.contains("raw.t"));
    // Then the receipt fits again.
    assertThat(fixture.run(config("c", "")).rows().written()).isZero();
  }

  @Test
  void run_continue_takesTheTargetAsItIs() throws Exception {
    fixture.destination.execute("TRUNCATE raw.t");

    PipelineResult result = fixture.run(config("c", "continue"));

    assertThat(Sql.texts(fixture.destination, "SELECT c FROM raw.t")).containsExactly("100");
    assertThat(result.notices())
        .extracting(Notice::text)
        .singleElement()
        .asString()
        .contains("raw.t has no such row")
        .endsWith("the stream goes on after the receipt's cursor.");
    assertThat(fixture.run(config("c", "")).rows().written()).isZero();
  }

  @Test
  void run_otherCursorField_isRefusedAndReloadAddsNothing() throws Exception {
    WeirException error = failure("d", "");
    assertThat(error.code()).isEqualTo("destination.receipt_mismatch");
    assertThat(error).hasMessageContaining("was loaded by the cursor c, and cursor_field is d now");
    assertThat(failure("d", "continue").code()).isEqualTo("destination.receipt_mismatch");

    assertThat(fixture.run(config("d", "reload")).rows().written()).isZero();
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(ROWS);
    assertThat(fixture.run(config("d", "")).rows().read()).isEqualTo(1);
  }

  @Test
  void run_otherPipelineName_isRefusedAndReloadAddsNothing() throws Exception {
    fixture.named("resumes_by_another_name");

    WeirException error = failure("c", "");
    assertThat(error.code()).isEqualTo("destination.receipt_mismatch");
    assertThat(error).hasMessageContaining("holds rows of pipeline resumes");

    assertThat(fixture.run(config("c", "reload")).rows().written()).isZero();
    assertThat(fixture.run(config("c", "")).rows().read()).isEqualTo(1);
  }

  @Test
  void run_otherPipelineNameAndEmptyTarget_loadsAllRows() throws Exception {
    fixture.destination.execute("TRUNCATE raw.t");
    fixture.named("resumes_by_another_name");

    assertThat(fixture.run(config("c", "")).rows().written()).isEqualTo(ROWS);
  }

  /** Two pipelines that share a target on purpose. */
  @Test
  void run_otherPipelineThatContinues_addsAllItsRows() throws Exception {
    fixture.named("resumes_beside");

    fixture.run(config("c", "continue"));
    fixture.run(config("c", ""));

    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(2 * ROWS);
  }

  @Test
  void run_incrementalAfterFullLoads_isRefused() throws Exception {
    fixture.destination.execute("DROP SCHEMA raw CASCADE");
    fixture.run(
        fixture.config("name: t, sync_mode: full_refresh", "write_mode: append", "copy", ""));

    assertThat(failure("c", "")).hasMessageContaining("Earlier runs loaded the target raw.t");
    assertThat(fixture.run(config("c", "reload")).rows().written()).isZero();
  }

  @Test
  void run_incrementalAfterFullLoadsAndTruncate_loadsAllRows() throws Exception {
    fixture.destination.execute("DROP SCHEMA raw CASCADE");
    fixture.run(
        fixture.config("name: t, sync_mode: full_refresh", "write_mode: append", "copy", ""));
    fixture.destination.execute("TRUNCATE raw.t");

    assertThat(fixture.run(config("c", "")).rows().written()).isEqualTo(ROWS);
  }

  @Test
  void run_rowsThatTheUserDeletedBelowTheCursor_stayDeleted() throws Exception {
    fixture.destination.execute("DELETE FROM raw.t WHERE c < 90");

    assertThat(fixture.run(config("c", "")).rows().written()).isZero();
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isEqualTo(11);
  }

  /** A receipts' table of a version that bound receipts to no table. */
  @Test
  void run_receiptsOfAnEarlierVersion_goOn() throws Exception {
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
