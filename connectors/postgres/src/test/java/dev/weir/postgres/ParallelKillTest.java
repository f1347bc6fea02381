package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.PipelineResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that is killed at each step of a load in several lanes: an event trigger or a row
 * trigger of the destination holds the run at that step.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParallelKillTest {
  private static final int ROWS = 60_000;
  private static final int KEY = 4712;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("parallel_kill", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer PRIMARY KEY, filler text)",
        "INSERT INTO public.t SELECT n, repeat('x', 60) || n FROM generate_series(1, %d) n"
            .formatted(ROWS));
    fixture.destination.execute(
        """
        CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN NEW; END $$
        """
            .formatted(KEY),
        """
        CREATE FUNCTION public.hold_command() RETURNS event_trigger LANGUAGE plpgsql AS
        $$ BEGIN
          IF tg_tag || ': ' || current_query() LIKE current_setting('weir_test.command', true) THEN
            PERFORM pg_advisory_xact_lock_shared(%d);
          END IF;
        END $$
        """
            .formatted(KEY),
        "CREATE EVENT TRIGGER hold ON ddl_command_start EXECUTE FUNCTION public.hold_command()");
  }

  /**
   * Steps: the staging table is created; a lane has committed a split and another writes; rows are
   * merged; the staging table is dropped or renamed; the receipt is inserted.
   */
  @ParameterizedTest
  @CsvSource({
    "append, CREATE TABLE: CREATE UNLOGGED%, none",
    "replace, CREATE TABLE: CREATE TABLE \"raw\".\"_weir_stage%, none",
    "append, none, merge",
    "upsert, none, merge",
    "append, DROP TABLE: %, none",
    "replace, DROP TABLE: %, none",
    "replace, ALTER TABLE: %RENAME TO%, none",
    "upsert, DROP TABLE: %, none",
    "append, none, receipt",
    "replace, none, receipt",
    "upsert, none, receipt"
  })
  void run_processKilled_publishesNothingAndNextRunIsComplete(
      String writeMode, String command, String trigger) throws Exception {
    fixture.destination.execute(
        "DROP SCHEMA IF EXISTS raw CASCADE",
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.t (id integer PRIMARY KEY, filler text)",
        "INSERT INTO raw.t VALUES (0, 'kept')",
        "ALTER DATABASE %s SET weir_test.command = '%s'"
            .formatted(fixture.destination.name(), command));
    String key = writeMode.equals("upsert") ? "\n  primary_key: [id]" : "";
    var pipeline =
        fixture.config("name: t", "write_mode: " + writeMode + key, "copy", "parallelism: 3");
    if (trigger.equals("receipt")) {
      // Creates the receipts table.
      fixture.run(fixture.config("name: t, where: id < 0", "write_mode: append", "copy", ""));
      pipeline =
          fixture.config("name: t", "write_mode: " + writeMode + key, "copy", "parallelism: 3");
    }
    if (!trigger.equals("none")) {
      fixture.destination.execute(
          "CREATE TRIGGER hold BEFORE INSERT ON raw.%s FOR EACH ROW EXECUTE FUNCTION public.hold()"
              .formatted(trigger.equals("receipt") ? "_weir_receipts" : "t"));
    }
    long receipts = Sql.receipts(fixture.destination);
    try (Connection other = fixture.destination.connect();
        Statement statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d)".formatted(KEY));
      Process process = WeirProcess.run(fixture, directory);
      try {
        Sql.awaitBlocked(fixture.destination);
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.rows(fixture.destination, "raw.t")).containsExactly("(0,kept)");
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(receipts);

    PipelineResult result = fixture.run(pipeline);

    assertThat(result.setup().lanes()).isEqualTo(3);
    assertThat(result.rows().written()).isEqualTo(ROWS);
    assertThat(result.verified()).isPresent();
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(receipts + 1);
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw._weir_staging")).isZero();
    assertThat(
            Sql.texts(
                fixture.destination,
                "SELECT relname FROM pg_class WHERE relname ~ '^_weir_stage_'"))
        .isEmpty();
    assertThat(
            Sql.texts(
                fixture.destination, "SELECT (t.*)::text FROM raw.t t WHERE id > 0 ORDER BY 1"))
        .isEqualTo(Sql.rows(fixture.source, "public.t"));
  }
}
