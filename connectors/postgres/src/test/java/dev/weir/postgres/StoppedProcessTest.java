package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.error.Side;
import dev.weir.postgres.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGTERM and SIGINT while a server does not respond, with default timeouts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedProcessTest {
  /** Less than the nine seconds after which the process is halted. */
  private static final int ENDS_SECONDS = 6;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("stopped_process", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer)",
        "INSERT INTO public.t SELECT generate_series(1, 1000)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SOURCE      | TERM | pg_attribute",
        "SOURCE      | INT  | TO STDOUT",
        "SOURCE      | TERM | hashtextextended((t",
        "DESTINATION | TERM | FROM STDIN",
        "DESTINATION | INT  | hashtextextended((t",
        "DESTINATION | TERM | INSERT INTO \"raw\".\"_weir_receipts\""
      })
  void signal_serverDoesNotRespond_endsProcess(Side side, String signal, String statement)
      throws Exception {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
    try (StallingProxy proxy = StallingProxy.startAndStallAt(TestServer.endpoint(), statement)) {
      fixture.setSourcePort(side == Side.SOURCE ? proxy.port() : TestServer.endpoint().port());
      fixture.setDestinationPort(
          side == Side.DESTINATION ? proxy.port() : TestServer.endpoint().port());
      fixture.config("name: t, sync_mode: full_refresh", "write_mode: append", "copy", "");
      Process process = WeirProcess.run(fixture, directory, "--verify");
      try {
        proxy.awaitStalled();
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();

        assertThat(process.waitFor(ENDS_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
      } finally {
        process.destroyForcibly();
      }
    }
    Sql.awaitSessionsEnded(fixture.destination);
    assertThat(Sql.targets(fixture.destination)).isEmpty();
    assertThat(Sql.receipts(fixture.destination)).isZero();
  }
}
