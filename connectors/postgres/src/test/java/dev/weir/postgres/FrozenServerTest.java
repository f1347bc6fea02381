package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.config.Pipeline;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A source or destination that stops responding, or a network that drops its packets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrozenServerTest {
  /** More than the buffers of sockets and channel, so that both sides are active. */
  private static final int ROWS = 150_000;

  private static final String SMALL =
      "max_batch_bytes: 64kb, max_inflight_bytes: 64kb, max_retries: 0";

  /** PostgreSQL documentation, "Message Formats": Terminate, length 4. */
  private static final String TERMINATE = "X\0\0\0\4";

  /** PostgreSQL documentation, "Message Formats": CopyDone, length 4. */
  private static final String COPY_DONE = "c\0\0\0\4";

  /** Well above the timeouts of the tests, and well below the defaults. */
  private static final int ENDS_SECONDS = 20;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("frozen_server", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer, filler text)",
        "INSERT INTO public.t SELECT n, repeat('x', 150) FROM generate_series(1, %d) n"
            .formatted(ROWS));
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    fixture.withSourceConfig("").withDestinationConfig("");
    fixture.setSourcePort(TestServer.endpoint().port());
    fixture.setDestinationPort(TestServer.endpoint().port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SOURCE      | set_config       | query_timeout  | answer a query",
        "SOURCE      | pg_attribute     | query_timeout  | answer a query",
        "SOURCE      | TO STDOUT        | query_timeout  | answer a query",
        "SOURCE      | hashtextextended((t | verify_timeout | compute the digest",
        "DESTINATION | pg_attribute     | query_timeout  | answer a query",
        "DESTINATION | CREATE TABLE     | query_timeout  | answer a query",
        "DESTINATION | FROM STDIN       | flush_timeout  | accept a row",
        "DESTINATION | hashtextextended((t | verify_timeout | compute the digest",
        "DESTINATION | ADD CONSTRAINT   | commit_timeout | complete the load",
        "DESTINATION | INSERT INTO \"raw\".\"_weir_receipts\" | commit_timeout | complete the load"
      })
  void run_networkStallsAtStatement_failsWithTimeout(
      Side side, String statement, String key, String action) throws Exception {
    fixture.source.execute(
        "CREATE TABLE IF NOT EXISTS public.small (id integer CONSTRAINT small_key PRIMARY KEY)");
    try (StallingProxy proxy = StallingProxy.startAndStallAt(TestServer.endpoint(), statement)) {
      connectThrough(side, proxy.port(), key + ": 2s");

      WeirException error = failure("small", Progress.SILENT);

      assertThat(proxy.isStalled()).isTrue();
      assertThat(error.code())
          .isEqualTo(side.name().toLowerCase(java.util.Locale.ROOT) + ".timeout");
      assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
      assertThat(error).hasMessageContaining("The server did not " + action + " within 2s");
      assertThat(error.hint()).contains("config." + key);
    }
    Sql.awaitSessionsEnded(fixture.source);
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.targets(fixture.destination)).isEmpty();
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  /** The statement's triggers and foreign keys are checked there, also if another COPY follows. */
  @Test
  void run_networkStallsAtEndOfJointCopy_failsWithCommitTimeout() throws Exception {
    fixture.source.execute(
        "CREATE TABLE IF NOT EXISTS public.events (id bigint, who text)",
        "INSERT INTO public.events VALUES (1, 'a')");
    try (StallingProxy proxy = StallingProxy.startAndStallAt(TestServer.endpoint(), COPY_DONE)) {
      connectThrough(Side.DESTINATION, proxy.port(), "commit_timeout: 2s");
      Pipeline config =
          fixture.config(
              "name: events",
              "write_mode: append\n"
                  + "transforms: [{ use: counting, output: reached, config: { every: 1 } }]",
              "copy",
              SMALL);

      WeirException error = failure(config, false, Progress.SILENT);

      assertThat(proxy.isStalled()).isTrue();
      assertThat(error).hasMessageContaining("The server did not complete the load within 2s");
    }
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.targets(fixture.destination)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE", "DESTINATION"})
  void run_loginIsNotAnswered_failsWithConnectTimeout(Side side) throws Exception {
    try (StallingProxy proxy = StallingProxy.start(TestServer.endpoint())) {
      proxy.stall();
      connectThrough(side, proxy.port(), "connect_timeout: 2s");

      WeirException error = failure("t", Progress.SILENT);

      assertThat(error.code())
          .isEqualTo(side.name().toLowerCase(java.util.Locale.ROOT) + ".unreachable");
      assertThat(error).hasMessageContaining("(connect_timeout 2s)");
    }
  }

  @ParameterizedTest
  @CsvSource({"SOURCE, fetch_timeout, send a row", "DESTINATION, flush_timeout, accept a row"})
  void run_networkStallsDuringTransfer_failsWithTimeout(Side side, String key, String action)
      throws Exception {
    try (StallingProxy proxy = StallingProxy.start(TestServer.endpoint())) {
      connectThrough(side, proxy.port(), key + ": 2s");

      WeirException error = failure("t", OnFirstBatch.run(proxy::stall));

      assertThat(error).hasMessageContaining("The server did not " + action + " within 2s");
      assertThat(error.place().side()).isEqualTo(side);
    }
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"SOURCE, fetch_timeout, send a row", "DESTINATION, flush_timeout, accept a row"})
  void run_backendStoppedDuringTransfer_failsWithTimeout(Side side, String key, String action)
      throws Exception {
    TestDatabase database = side == Side.SOURCE ? fixture.source : fixture.destination;
    fixture.withSourceConfig("fetch_timeout: 2s").withDestinationConfig("flush_timeout: 2s");
    try (StoppedBackends stopped = new StoppedBackends()) {
      WeirException error = failure("t", OnFirstBatch.run(() -> stopped.stop(database)));

      assertThat(error).hasMessageContaining("The server did not " + action + " within 2s");
      assertThat(error.hint()).contains("config." + key);
      assertThat(error.place().side()).isEqualTo(side);
    }
    Sql.awaitSessionsEnded(fixture.source);
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }

  /** Uses the default timeouts, none of which expires. */
  @ParameterizedTest
  @CsvSource({
    "SOURCE, COPY",
    "SOURCE, hashtextextended((t",
    "SOURCE, pg_attribute",
    "DESTINATION, COPY",
    "DESTINATION, hashtextextended((t",
    "DESTINATION, COMMIT"
  })
  void request_serverDoesNotRespond_endsRun(Side side, String statement) throws Exception {
    fixture.source.execute("CREATE TABLE IF NOT EXISTS public.small (id integer PRIMARY KEY)");
    try (StallingProxy proxy = StallingProxy.startAndStallAt(TestServer.endpoint(), statement)) {
      connectThrough(side, proxy.port(), "");
      Cancellation cancellation = new Cancellation();
      Pipeline config = config("small");
      CompletableFuture<WeirException> run =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      WeirException.class,
                      () -> fixture.run(config, true, Progress.SILENT, cancellation)));
      proxy.awaitStalled();

      cancellation.request();

      assertThat(run.get(ENDS_SECONDS, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE", "DESTINATION"})
  void request_loginIsNotAnswered_endsRun(Side side) throws Exception {
    try (StallingProxy proxy = StallingProxy.startAndStallAt(TestServer.endpoint(), "user")) {
      connectThrough(side, proxy.port(), "connect_timeout: 10m");
      Cancellation cancellation = new Cancellation();
      Pipeline config = config("t");
      CompletableFuture<WeirException> run =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      WeirException.class,
                      () -> fixture.run(config, false, Progress.SILENT, cancellation)));
      proxy.awaitStalled();

      cancellation.request();

      assertThat(run.get(ENDS_SECONDS, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  /** The session remains, so its locks must have been released explicitly. */
  @Test
  void run_terminateMessageLost_leavesNoLock() throws Exception {
    fixture.source.execute("CREATE TABLE IF NOT EXISTS public.small (id integer PRIMARY KEY)");
    try (StallingProxy proxy = StallingProxy.startAndStallAt(TestServer.endpoint(), TERMINATE)) {
      connectThrough(Side.DESTINATION, proxy.port(), "");

      fixture.run(config("small"));

      assertThat(proxy.isStalled()).isTrue();
      assertThat(
              Sql.texts(
                  fixture.destination,
                  "SELECT state FROM pg_stat_activity WHERE application_name = 'weir'"
                      + " AND datname = current_database()"))
          .containsExactly("idle");
      assertThat(
              Sql.texts(
                  fixture.destination,
                  "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database ="
                      + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
          .isEmpty();
    }
    Sql.awaitSessionsEnded(fixture.destination);
  }

  /** Stops the backends of the engine's sessions, and resumes them on close. */
  private static final class StoppedBackends implements AutoCloseable {
    private List<String> pids = List.of();

    void stop(TestDatabase database) throws SQLException, IOException, InterruptedException {
      pids =
          Sql.texts(
              database,
              "SELECT pid FROM pg_stat_activity WHERE application_name = 'weir' AND datname = '"
                  + database.name()
                  + "'");
      assumeTrue(
          pids.stream().allMatch(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent()),
          "the server's processes are another machine's, such as a container's");
      assertThat(pids).hasSize(1);
      signal("-STOP");
    }

    private void signal(String name) throws IOException, InterruptedException {
      for (String pid : pids) {
        assertThat(new ProcessBuilder("sh", "-c", "kill " + name + " " + pid).start().waitFor())
            .isZero();
      }
    }

    @Override
    public void close() throws IOException, InterruptedException {
      signal("-CONT");
    }
  }

  private void connectThrough(Side side, int port, String keys) {
    if (side == Side.SOURCE) {
      fixture.setSourcePort(port);
      fixture.withSourceConfig(keys);
    } else {
      fixture.setDestinationPort(port);
      fixture.withDestinationConfig(keys);
    }
  }

  private Pipeline config(String table) throws IOException {
    return fixture.config(
        "name: " + table + ", sync_mode: full_refresh", "write_mode: append", "copy", SMALL);
  }

  private WeirException failure(String table, Progress progress) throws Exception {
    return failure(config(table), true, progress);
  }

  private WeirException failure(Pipeline config, boolean verify, Progress progress)
      throws Exception {
    return CompletableFuture.supplyAsync(
            () ->
                catchThrowableOfType(
                    WeirException.class,
                    () -> fixture.run(config, verify, progress, new Cancellation())))
        .get(ENDS_SECONDS, TimeUnit.SECONDS);
  }
}
