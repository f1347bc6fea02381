package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.conninfo.ConnectionEnvironment;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.wire.CopyMessages;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection strings with Unix-domain sockets and several hosts, with a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnixSocketTest {
  private static final Place PLACE = Place.of(Side.SOURCE, "postgres");

  private Path sockets;
  private EmbeddedPostgres server;

  @BeforeAll
  void start() throws IOException {
    // A socket's path has at most 107 bytes.
    sockets = Files.createTempDirectory("weir");
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("unix_socket_directories", sockets.toString())
            .start();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
    Files.delete(sockets);
  }

  private PostgresConnection open(String text) {
    ConnectionInfo info =
        ConnectionInfo.read(
            text + " user=postgres dbname=postgres connect_timeout=2",
            new ConnectionEnvironment(
                name -> Optional.empty(), sockets, "nobody", List.of(sockets)));
    return PostgresConnection.open(
        ConnectionConfig.of(UrlLogin.of(info, Optional.empty())), SessionMode.READ_WRITE, PLACE);
  }

  private static String address(PostgresConnection connection) {
    return connection
        .query("SELECT coalesce(host(inet_server_addr()), 'socket')", row -> row.getString(1))
        .get(0);
  }

  @Test
  void open_socketDirectory_connectsThroughTheSocket() {
    try (PostgresConnection connection =
        open("host=" + sockets + " port=" + server.getPort() + " sslmode=require")) {
      assertThat(address(connection)).isEqualTo("socket");
    }
    try (PostgresConnection connection = open("port=" + server.getPort())) {
      assertThat(address(connection)).isEqualTo("socket");
    }
  }

  @Test
  void copyOut_overASocket_deliversAllBytes() throws Exception {
    try (PostgresConnection connection = open("port=" + server.getPort())) {
      CopyMessages messages =
          connection.copyOut(
              "COPY (SELECT repeat('x', n % 5000) FROM generate_series(1, 4999) n) TO STDOUT");
      long rows = 0;
      long bytes = 0;
      while (messages.length() != CopyMessages.END) {
        messages.isReady();
        messages.await(messages.length());
        rows++;
        bytes += messages.length();
        messages.advance();
      }
      assertThat(rows).isEqualTo(4_999);
      assertThat(bytes).isEqualTo(4_999L * 5_000 / 2 + rows);
      assertThat(address(connection)).isEqualTo("socket");
    }
  }

  /** The client writes more than the socket holds while the server does not read. */
  @Test
  void query_longText_isSentCompletely() {
    try (PostgresConnection connection = open("port=" + server.getPort())) {
      String text = "long ".repeat(2_000_000);
      assertThat(
              connection
                  .query("SELECT length(?::text)::text", row -> row.getString(1), text)
                  .get(0))
          .isEqualTo(Integer.toString(text.length()));
    }
  }

  @Test
  void cancel_whileTheServerWorks_endsTheWait() throws Exception {
    try (PostgresConnection connection = open("port=" + server.getPort())) {
      CompletableFuture<Void> sleep =
          CompletableFuture.runAsync(() -> connection.execute("SELECT pg_sleep(600)"));
      try (PostgresConnection other = open("port=" + server.getPort())) {
        while (sessions(other, "query LIKE '%pg_sleep%' AND wait_event = 'PgSleep'") == 0) {
          assertThat(sleep).isNotDone();
        }
        connection.cancel();
        assertThatThrownBy(() -> sleep.get(10, TimeUnit.SECONDS))
            .hasCauseInstanceOf(WeirException.class);
        while (sessions(other, "wait_event = 'PgSleep'") > 0) {
          assertThat(sleep).isDone();
        }
      }
    }
  }

  private static int sessions(PostgresConnection connection, String condition) {
    connection.commit();
    return connection
        .query(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND " + condition,
            row -> row.getInt(1))
        .get(0);
  }

  @Test
  void open_socketThatDoesNotExist_namesItsPath() {
    assertThatThrownBy(() -> open("host=" + sockets + " port=1"))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining(sockets.resolve(".s.PGSQL.1").toString());
  }

  @Test
  void open_severalHosts_usesTheFirstThatAccepts() throws IOException {
    int closed;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = unused.getLocalPort();
    }
    String ports = " port=" + closed + "," + server.getPort() + "," + server.getPort();
    try (PostgresConnection connection = open("host=127.0.0.1,127.0.0.1," + sockets + ports)) {
      assertThat(address(connection)).isEqualTo("127.0.0.1");
    }
    try (PostgresConnection connection =
        open("host=127.0.0.1," + sockets + " port=" + closed + "," + server.getPort())) {
      assertThat(address(connection)).isEqualTo("socket");
    }
    assertThatThrownBy(() -> open("host=127.0.0.1,localhost port=" + closed))
        .hasMessageContaining("None of the 2 servers")
        .hasMessageContaining("127.0.0.1:" + closed)
        .hasMessageContaining("localhost:" + closed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "read-write", "primary", "prefer-standby"})
  void open_targetThatThePrimaryMeets_isAccepted(String target) {
    try (PostgresConnection connection =
        open("target_session_attrs=" + target + " port=" + server.getPort())) {
      assertThat(address(connection)).isEqualTo("socket");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"read-only", "standby"})
  void open_targetThatThePrimaryDoesNotMeet_isRefused(String target) {
    assertThatThrownBy(() -> open("target_session_attrs=" + target + " port=" + server.getPort()))
        .isInstanceOf(WeirException.class);
  }

  @Test
  void open_roleThatDoesNotExist_endsTheSearch() {
    String two = "host=" + sockets + "," + sockets + " port=" + server.getPort();
    assertThatThrownBy(
            () -> {
              ConnectionInfo info =
                  ConnectionInfo.read(
                      two + " user=nobody_here dbname=postgres",
                      new ConnectionEnvironment(
                          name -> Optional.empty(), sockets, "nobody", List.of()));
              PostgresConnection.open(
                  ConnectionConfig.of(UrlLogin.of(info, Optional.empty())),
                  SessionMode.READ_WRITE,
                  PLACE);
            })
        .hasMessageContaining("nobody_here")
        .message()
        .doesNotContain("None of");
  }

  @Test
  void open_hostAddress_isConnectedToInPlaceOfTheHost() {
    try (PostgresConnection connection =
        open("host=nowhere.invalid hostaddr=127.0.0.1 sslmode=disable port=" + server.getPort())) {
      assertThat(address(connection)).isEqualTo("127.0.0.1");
    }
  }
}
