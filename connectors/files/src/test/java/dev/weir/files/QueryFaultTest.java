package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.cli.Weir;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of {@code weir query} as a process: each ends it in time, with nothing left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueryFaultTest {
  private static final int ENDS_SECONDS = 8;
  private static final String ENDLESS =
      "SELECT generate_series(1, 1000000000) AS n, repeat('x', 100) AS x";

  @TempDir private Path directory;
  private TestDatabase database;
  private String url = "";

  @BeforeAll
  void createDatabase() {
    database = TestServer.database("query_fault");
    url = QueryProcess.url(database);
  }

  private ProcessBuilder query(String script, String sql, String... options) {
    String[] arguments =
        Stream.concat(Stream.of("query", sql, "--source", url), Stream.of(options))
            .toArray(String[]::new);
    return QueryProcess.process(script, arguments).redirectError(directory.resolve("err").toFile());
  }

  private String err() throws IOException {
    return Files.readString(directory.resolve("err"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.endsWith("err")).toList();
    }
  }

  private void awaitEnd(Process process) throws Exception {
    assertThat(process.waitFor(ENDS_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
    Sql.awaitSessionsEnded(database);
  }

  /** Waits until the server has more rows to send than anyone takes. */
  private void awaitBlockedServer() throws SQLException {
    Sql.awaitTrue(database, sessions("wait_event = 'ClientWrite'"));
  }

  private String sessions(String condition) {
    return "EXISTS (SELECT FROM pg_stat_activity WHERE datname = '%s' AND application_name = 'weir' AND %s)"
        .formatted(database.name(), condition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "arrow_stream"})
  void reader_closesEarly_isNoError(String format) throws Exception {
    Process process =
        query("set -o pipefail; \"$@\" | head -c 1000 | wc -c", ENDLESS, "--format", format)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);

    awaitEnd(process);
    assertThat(err()).isEmpty();
    assertThat(process.exitValue()).isZero();
    assertThat(out.strip()).isEqualTo("1000");
  }

  /** The server sends 8 KiB at a time: over 500 of the 600 rows before it sleeps. */
  @Test
  void server_pauses_rowsThatAreThereHaveArrived() throws Exception {
    String sql =
        "SELECT n + CASE WHEN n > 600 THEN length(pg_sleep(600)::text) ELSE 0 END AS n"
            + " FROM generate_series(1, 700) n";
    Process process = query("exec \"$@\"", sql).start();

    assertThat(process.inputReader(UTF_8).readLine()).isEqualTo("{\"n\":1}");
    Sql.awaitTrue(database, sessions("wait_event = 'PgSleep'"));
    QueryProcess.signal(process, "INT");
    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isEqualTo(7);
  }

  /**
   * The server sleeps between the first rows, so that the reader waits for each of them and the
   * batches grow; then the reader stops until neither the server nor the channel has room left.
   */
  @Test
  void reader_slow_getsSmallerBatches() throws Exception {
    Path metrics = directory.resolve("metrics");
    AtomicLong written = new AtomicLong();
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int value) {
            written.incrementAndGet();
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            long before = written.getAndAdd(count);
            if (before < 1_000_000 && before + count >= 1_000_000) {
              awaitBlocked();
            }
          }
        };
    String sql =
        "SELECT repeat('x', 10000) AS x, CASE WHEN n < 50 THEN pg_sleep(0.01)::text END AS s"
            + " FROM generate_series(1, 5000) n";
    int code =
        Weir.execute(
            new String[] {"query", sql, "--source", url, "--metrics", metrics.toString()},
            new PrintStream(slow, false, UTF_8),
            System.err,
            Map.of());

    assertThat(code).isZero();
    JsonNode batches = new ObjectMapper().readTree(metrics.toFile()).get("adaptive_batches");
    assertThat(batches.get("grown").asLong()).isGreaterThanOrEqualTo(4);
    assertThat(batches.get("shrunk").asLong()).isPositive();
    Files.delete(metrics);
  }

  private void awaitBlocked() {
    try {
      awaitBlockedServer();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void reader_neverReads_holdsTheServerUntilTheSignal(String signal) throws Exception {
    Process process = query("exec \"$@\"", ENDLESS).start();
    awaitBlockedServer();

    QueryProcess.signal(process, signal);

    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isEqualTo(7);
    assertThat(err()).contains("cancelled").doesNotContain("Did not stop in time", "leak");
  }

  @Test
  void server_endsTheSession_isAnErrorOfTheSource() throws Exception {
    Path out = directory.resolve("out.csv");
    Process process = query("exec \"$@\"", ENDLESS, "--out", out.toString()).start();
    Sql.awaitTrue(database, sessions("query LIKE 'COPY%'"));

    Sql.terminateSessions(database);

    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isEqualTo(4);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "arrow", "table"})
  void standardOutput_fullDevice_isAnErrorOfTheDestination(String format) throws Exception {
    Process process =
        query("exec \"$@\"", ENDLESS, "--format", format)
            .redirectOutput(new File("/dev/full"))
            .start();

    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isEqualTo(5);
    assertThat(err()).contains("Standard output cannot be written: the file system is full");
  }

  @Test
  void out_fullDevice_isAnErrorOfTheDestinationAndKeepsTheDevice() throws Exception {
    Process process =
        query("exec \"$@\"", ENDLESS, "--format", "csv", "--out", "/dev/full").start();

    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isEqualTo(5);
    assertThat(err()).contains("/dev/full cannot be written: the file system is full");
    assertThat(Path.of("/dev/full")).exists();
    assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
  }

  @Test
  void out_tooLargeForItsLimit_leavesNothing() throws Exception {
    Path out = directory.resolve("out.arrow");
    Process process =
        query("ulimit -f 4096; exec \"$@\"", ENDLESS, "--out", out.toString()).start();

    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isEqualTo(5);
    assertThat(err()).contains("out.arrow cannot be written: its size exceeds a limit");
    assertThat(files()).isEmpty();
  }

  /** To open the pipe waits for a reader; neither a signal nor an interrupt of Java ends that. */
  @Test
  void out_namedPipeWithoutAReader_endsAtTheSignal() throws Exception {
    Path pipe = directory.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process process = query("exec \"$@\"", ENDLESS, "--out", pipe.toString()).start();
    awaitBlockedServer();

    QueryProcess.signal(process, "INT");

    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isEqualTo(7);
    assertThat(err()).contains("cancelled").doesNotContain("Did not stop in time", "leak");
    Files.delete(pipe);
  }

  @Test
  void out_namedPipe_hasAllRows() throws Exception {
    Path pipe = directory.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process process =
        query("exec \"$@\"", "SELECT generate_series(1, 3) AS n", "--out", pipe.toString()).start();

    assertThat(Files.readString(pipe)).isEqualTo("n\r\n1\r\n2\r\n3\r\n");

    awaitEnd(process);
    assertThat(process.exitValue()).as(err()).isZero();
    Files.delete(pipe);
  }

  /** From the start of the process on, through the connection, until rows flow. */
  static IntStream moments() {
    return new Random(4711).ints(10, 0, 1500);
  }

  @ParameterizedTest
  @MethodSource("moments")
  void signal_anyMoment_leavesNothing(int millis) throws Exception {
    Path out = directory.resolve("out.jsonl");
    Process process = query("exec \"$@\"", ENDLESS, "--out", out.toString()).start();
    process.waitFor(millis, TimeUnit.MILLISECONDS);

    QueryProcess.signal(process, "INT");

    awaitEnd(process);
    // Before its main method, the JVM itself ends by the signal: 128 + 2.
    assertThat(process.exitValue()).as(err()).isIn(7, 130);
    assertThat(err()).doesNotContain("Did not stop in time", "leak", "internal error");
    assertThat(files()).isEmpty();
  }
}
