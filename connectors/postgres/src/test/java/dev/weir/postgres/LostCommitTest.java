package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Digest;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.core.pipeline.Progress;
import dev.weir.postgres.CommitLossProxy.Loss;
import dev.weir.postgres.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loss of the connection during COMMIT: the receipt determines whether it was committed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostCommitTest {
  private static final String APPEND = "write_mode: append";
  private static final String STREAM_A = "name: a, sync_mode: full_refresh";
  private static final String STREAM_B = "name: b, sync_mode: full_refresh";

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("lost_commit", directory);
    fixture.source.execute(
        "CREATE TABLE public.a (id integer)",
        "INSERT INTO public.a SELECT generate_series(1, 1000)",
        "CREATE TABLE public.b (id integer)",
        "INSERT INTO public.b SELECT generate_series(1, 500)");
  }

  @BeforeEach
  void clearDestination() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    fixture.withDestinationConfig("commit_timeout: 3s");
  }

  @ParameterizedTest
  @EnumSource
  void run_connectionLostDuringCommit_appendsOnce(Loss loss) throws Exception {
    try (CommitLossProxy proxy = CommitLossProxy.start(TestServer.endpoint(), loss, 1)) {
      fixture.setDestinationPort(proxy.port());

      PipelineResult result = run(List.of(STREAM_A, STREAM_B), 10, false);

      assertThat(proxy.lossesLeft()).isZero();
      assertThat(result.retries()).isPositive();
      assertThat(result.rows().read()).isEqualTo(1_500);
      assertThat(result.rows().written()).isEqualTo(1_500);
    }
    assertThat(count("a")).isEqualTo(1_000);
    assertThat(count("b")).isEqualTo(500);
    assertThat(Sql.receipts(fixture.destination)).isEqualTo(2);
  }

  @Test
  void run_connectionLostDuringCommitWithVerify_reportsTheDigest() throws Exception {
    try (CommitLossProxy proxy = CommitLossProxy.start(TestServer.endpoint(), Loss.RESPONSE, 1)) {
      fixture.setDestinationPort(proxy.port());

      PipelineResult result = run(List.of(STREAM_A, STREAM_B), 10, true);

      assertThat(result.rows().written()).isEqualTo(1_500);
      assertThat(result.verified().map(Digest::rows)).contains(1_500L);
    }
  }

  @Test
  void run_connectionLostDuringCommitWithoutRetries_failsWithUnknownOutcome() throws Exception {
    try (CommitLossProxy proxy = CommitLossProxy.start(TestServer.endpoint(), Loss.RESPONSE, 1)) {
      fixture.setDestinationPort(proxy.port());

      WeirException error =
          catchThrowableOfType(WeirException.class, () -> run(List.of(STREAM_A), 0, false));

      assertThat(error.code()).isEqualTo("destination.commit_unknown");
      assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(error.hint()).contains("_weir_receipts");
    }
    assertThat(count("a")).isEqualTo(1_000);
  }

  /** If the server rejects COMMIT, the transaction was rolled back, so the outcome is known. */
  @Test
  void run_commitRejected_failsWithTheServersError() throws Exception {
    fixture.setDestinationPort(TestServer.endpoint().port());
    fixture.destination.execute(
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.a (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED)",
        "INSERT INTO raw.a VALUES (7)",
        "CREATE TABLE raw.b (id integer)",
        """
        CREATE FUNCTION raw.conflict() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE SQLSTATE '40001' USING MESSAGE = 'could not serialize'; END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER conflict AFTER INSERT ON raw.b DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.id = 1) EXECUTE FUNCTION raw.conflict()
        """);

    WeirException key =
        catchThrowableOfType(WeirException.class, () -> run(List.of(STREAM_A), 3, true));
    WeirException serialization =
        catchThrowableOfType(WeirException.class, () -> run(List.of(STREAM_B), 1, true));

    assertThat(key.code()).isEqualTo("destination.constraint");
    assertThat(key.isRetried()).isFalse();
    assertThat(serialization.code()).isEqualTo("destination.serialization");
    assertThat(serialization).hasMessageContaining("could not serialize; 2 attempts failed");
    assertThat(count("a")).isEqualTo(1);
  }

  @Test
  void run_statementTimeoutDuringCommit_isNotRetriedAndNamesTheSetting() throws Exception {
    fixture.setDestinationPort(TestServer.endpoint().port());
    fixture.destination.execute(
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.a (id integer)",
        """
        CREATE FUNCTION raw.cancel() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_cancel_backend(pg_backend_pid()); PERFORM pg_sleep(30); RETURN NULL; END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER cancel AFTER INSERT ON raw.a DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.id = 1) EXECUTE FUNCTION raw.cancel()
        """);

    WeirException error =
        catchThrowableOfType(WeirException.class, () -> run(List.of(STREAM_A), 3, false));

    assertThat(error.code()).isEqualTo("destination.statement_timeout");
    assertThat(error.sqlState()).contains("57014");
    assertThat(error.isRetried()).isFalse();
    assertThat(error.hint()).contains("statement_timeout");
    assertThat(error.getMessage()).doesNotContain("attempts");
  }

  private PipelineResult run(List<String> streams, int retries, boolean verify) throws Exception {
    PipelineConfig config = fixture.config(streams, APPEND, "copy", "max_retries: " + retries);
    return fixture.run(config, verify, Progress.SILENT, new Cancellation());
  }

  private long count(String table) throws SQLException {
    return Sql.number(fixture.destination, "SELECT count(*) FROM raw." + table);
  }
}
