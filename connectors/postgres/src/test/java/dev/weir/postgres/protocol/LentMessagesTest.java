package dev.weir.postgres.protocol;

import static dev.weir.postgres.protocol.CopyOuts.atMark;
import static dev.weir.postgres.protocol.CopyOuts.copy;
import static dev.weir.postgres.protocol.CopyOuts.hasState;
import static dev.weir.postgres.protocol.CopyOuts.joined;
import static dev.weir.postgres.protocol.CopyOuts.message;
import static dev.weir.postgres.protocol.CopyOuts.read;
import static dev.weir.postgres.protocol.CopyOuts.series;
import static dev.weir.postgres.protocol.CopyOuts.slice;
import static dev.weir.postgres.protocol.CopyOuts.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.sql.ConnectionConfig.SslMode;
import dev.weir.postgres.sql.LoginConfigs;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.sql.SessionMode;
import dev.weir.postgres.sql.Timeouts;
import dev.weir.postgres.wire.CopyMessages;
import dev.weir.postgres.wire.MalformedCopyException;
import dev.weir.postgres.wire.MessageArrays;
import dev.weir.postgres.wire.RowTooWideException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** COPY data that is read from the socket of a driver's connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LentMessagesTest {
  private static final int ROWS = 20_000;
  private static final String MARKED = "SELECT 'a' UNION ALL SELECT 'MARK' UNION ALL SELECT 'z'";

  private TestDatabase database;

  @BeforeAll
  void makeFunctions() throws SQLException {
    database = TestServer.database("lent_messages");
    database.execute(
        """
        CREATE FUNCTION public.noisy(n integer) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN
          RAISE NOTICE 'row %', n;
          RETURN n;
        END $$
        """);
  }

  @Test
  void read_toTheEnd_leavesAConnectionThatWorks() throws Exception {
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      for (int copy = 0; copy < 3; copy++) {
        assertThat(read(connection, series(ROWS), LentMessages.class)).hasSize(ROWS);
        assertThat(one(connection)).isEqualTo("1");
      }
      assertThat(read(connection, series(0), LentMessages.class)).isEmpty();
      connection.commit();
    }
  }

  @Test
  void read_errorAmongTheData_isTheServers() throws Exception {
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      String sql = "SELECT (1 / (%d - n))::text FROM generate_series(1, %d) n";
      assertThatThrownBy(() -> read(connection, sql.formatted(ROWS, 2 * ROWS), LentMessages.class))
          .isInstanceOfSatisfying(SQLException.class, hasState("22012"));
      connection.rollbackQuietly();

      assertThat(read(connection, series(5), LentMessages.class)).hasSize(5);
    }
  }

  @Test
  void read_cancelledAmongTheData_isTheServersError() throws Exception {
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      String pid = connection.query("SELECT pg_backend_pid()", row -> row.getString(1)).get(0);
      assertThatThrownBy(
              () ->
                  read(
                      connection,
                      series(10_000_000),
                      LentMessages.class,
                      batch -> cancelBackend(pid)))
          .isInstanceOfSatisfying(SQLException.class, hasState("57014"));
      connection.rollbackQuietly();

      assertThat(read(connection, series(5), LentMessages.class)).hasSize(5);
    }
  }

  private void cancelBackend(String pid) {
    try {
      database.execute("SELECT pg_cancel_backend(" + pid + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void read_failingStatement_isNotLent() throws Exception {
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      assertThatThrownBy(() -> connection.copyOut("COPY missing TO STDOUT (FORMAT binary)"))
          .isInstanceOfSatisfying(SQLException.class, hasState("42P01"));
      connection.rollbackQuietly();

      assertThat(read(connection, series(5), LentMessages.class)).hasSize(5);
    }
  }

  @Test
  void read_noticesAmongTheData_reachTheDriver() throws Exception {
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      assertThat(
              read(
                  connection,
                  "SELECT public.noisy(n) FROM generate_series(1, %d) n".formatted(ROWS),
                  LentMessages.class))
          .hasSize(ROWS);
      assertThat(connection.jdbc().getWarnings().getMessage()).isEqualTo("row 1");
      assertThat(one(connection)).isEqualTo("1");
    }
  }

  @Test
  void read_otherMessagesAmongTheData_reachTheDriver() throws Exception {
    byte[] status = message('S', "weir.test\0changed\0".getBytes(ISO_8859_1));
    byte[] notification = message('A', "\0\0\0\7channel\0payload\0".getBytes(ISO_8859_1));
    UnaryOperator<byte[]> insert =
        atMark(
            (bytes, frame) ->
                joined(
                    slice(bytes, 0, frame),
                    status,
                    notification,
                    slice(bytes, frame, bytes.length)));
    try (ServerRelay relay = ServerRelay.changing(TestServer.endpoint(), insert);
        PostgresConnection connection = connect(relay.port())) {
      assertThat(read(connection, MARKED, LentMessages.class)).containsExactly("a", "MARK", "z");
      assertThat(connection.parameterStatus("weir.test")).isEqualTo("changed");
      assertThat(connection.jdbc().unwrap(PGConnection.class).getNotifications())
          .extracting(PGNotification::getParameter)
          .containsExactly("payload");
    }
  }

  @Test
  void read_wideRows_growsTheBuffer() throws Exception {
    String sql =
        "SELECT repeat(chr(64 + n), w) FROM (VALUES (1, 10), (2, 3000000), (3, 7), (4, 700000),"
            + " (5, 6000000), (6, 1)) AS t(n, w)";
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      assertThat(read(connection, sql, LentMessages.class))
          .containsExactly(
              "A".repeat(10),
              "B".repeat(3_000_000),
              "C".repeat(7),
              "D".repeat(700_000),
              "E".repeat(6_000_000),
              "F");
    }
  }

  /** A block of 512 rows is more than the buffer, so its first rows move. */
  @Test
  void read_blocksThatExceedTheBuffer_isTheSame() throws Exception {
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      List<String> rows =
          read(
              connection,
              "SELECT repeat(chr(65 + n % 26), 1000) || n FROM generate_series(0, 1999) n",
              LentMessages.class);
      for (int n = 0; n < 2000; n++) {
        assertThat(rows.get(n)).isEqualTo(String.valueOf((char) (65 + n % 26)).repeat(1000) + n);
      }
    }
  }

  @Test
  void read_fewBytesAtATime_isTheSame() throws Exception {
    String sql = "SELECT repeat('x', n % 50) || n FROM generate_series(1, 2000) n";
    try (ServerRelay relay = ServerRelay.inPieces(TestServer.endpoint(), 7);
        PostgresConnection connection = connect(relay.port());
        PostgresConnection direct = connect(TestServer.endpoint().port())) {
      assertThat(read(connection, sql, LentMessages.class))
          .isEqualTo(read(direct, sql, LentMessages.class))
          .hasSize(2000);
      assertThat(one(connection)).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 0, -1, Integer.MIN_VALUE})
  void read_messageShorterThanItsLength_namesRowAndByte(int length) throws Exception {
    refused(
        atMark((bytes, frame) -> with(bytes, frame + 1, length)),
        MalformedCopyException.class,
        "A message of type 0x64 and %d bytes, among the data of a COPY (row 2, byte 26 of the COPY"
            .formatted(length));
  }

  @Test
  void read_messageOfAnUnknownType_namesRowAndByte() throws Exception {
    refused(
        atMark(
            (bytes, frame) -> {
              bytes[frame] = 'x';
              return bytes;
            }),
        MalformedCopyException.class,
        "A message of type 0x78 and 14 bytes, among the data of a COPY (row 2, byte 26 of");
  }

  @Test
  void read_hugeMessage_isRefusedBeforeItIsRead() throws Exception {
    refused(
        atMark((bytes, frame) -> with(bytes, frame + 1, Integer.MAX_VALUE)),
        RowTooWideException.class,
        "the maximum is 8388608");
    refused(
        atMark(
            (bytes, frame) -> {
              bytes[frame] = 'N';
              return with(bytes, frame + 1, LentMessages.OTHER_BYTES_MAX + 1);
            }),
        MalformedCopyException.class,
        "A message of type 0x4e");
  }

  @Test
  void read_serverThatFallsSilent_endsWithATimeout() throws Exception {
    UnaryOperator<byte[]> silence = atMark((bytes, frame) -> ServerRelay.SILENCE);
    try (ServerRelay relay = ServerRelay.changing(TestServer.endpoint(), silence);
        PostgresConnection connection =
            connect(relay.port(), SslMode.DISABLE, Duration.ofSeconds(2))) {
      WeirException error =
          catchThrowableOfType(
              WeirException.class,
              () ->
                  connection.await(
                      ServerWait.FETCH,
                      connection.place(),
                      () -> read(connection, "SELECT 'MARK'", LentMessages.class)));
      assertThat(error).hasMessageContaining("within 2s");
      assertThat(error.hint()).contains("fetch_timeout");
    }
  }

  @Test
  void close_amongTheData_endsTheConnection() throws Exception {
    try (PostgresConnection connection = connect(TestServer.endpoint().port())) {
      String pid = connection.query("SELECT pg_backend_pid()", row -> row.getString(1)).get(0);
      try (CopyMessages messages = connection.copyOut(copy(series(10_000_000)))) {
        assertThat(messages.length()).isPositive();
      }
      assertThat(connection.jdbc().isClosed()).isTrue();
      awaitGone(pid);
    }
  }

  @Test
  void read_encryptedConnection_isReadByTheDriver(@TempDir Path directory) throws Exception {
    try (ServerRelay relay =
            ServerRelay.encrypting(TestServer.endpoint(), SelfSigned.context(directory));
        PostgresConnection connection =
            connect(relay.port(), SslMode.REQUIRE, Duration.ofMinutes(1))) {
      for (int copy = 0; copy < 2; copy++) {
        assertThat(read(connection, series(ROWS), MessageArrays.class)).hasSize(ROWS);
      }
      assertThat(one(connection)).isEqualTo("1");
      connection.copyOut(copy(series(ROWS))).close();
      assertThat(connection.jdbc().isClosed()).isTrue();
    }
  }

  private void refused(
      UnaryOperator<byte[]> change, Class<? extends Exception> type, String message)
      throws Exception {
    try (ServerRelay relay = ServerRelay.changing(TestServer.endpoint(), change);
        PostgresConnection connection = connect(relay.port())) {
      assertThatThrownBy(() -> read(connection, MARKED, LentMessages.class))
          .isInstanceOf(type)
          .hasMessageContaining(message);
      assertThat(connection.jdbc().isClosed()).isTrue();
    }
  }

  private static String one(PostgresConnection connection) {
    return connection.query("SELECT 1", row -> row.getString(1)).get(0);
  }

  private void awaitGone(String pid) throws SQLException, InterruptedException {
    try (PostgresConnection other = connect(TestServer.endpoint().port())) {
      while (!other
          .query("SELECT pid FROM pg_stat_activity WHERE pid = " + pid, row -> row.getString(1))
          .isEmpty()) {
        other.rollbackQuietly();
        Thread.onSpinWait();
      }
    }
  }

  private PostgresConnection connect(int port) {
    return connect(port, SslMode.DISABLE, Duration.ofMinutes(1));
  }

  private PostgresConnection connect(int port, SslMode sslMode, Duration fetch) {
    return PostgresConnection.open(
        LoginConfigs.of(
            port,
            database.name(),
            sslMode,
            new Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(10), Map.of(ServerWait.FETCH, fetch))),
        SessionMode.READ_WRITE,
        Place.of(Side.SOURCE));
  }
}
