package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.unit.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
  @TempDir Path work;

  @Test
  void close_leavesNoProcessAndNoFile() throws IOException {
    EmbeddedServer server = start();
    ProcessHandle postmaster = Processes.postmaster(work);
    assertThat(postmaster.isAlive()).isTrue();

    server.close();

    assertThat(postmaster.isAlive()).isFalse();
    assertThat(work).isEmptyDirectory();
    server.close();
  }

  @Test
  void start_listensOnLoopbackWithPasswordAndLocaleC() throws SQLException {
    try (EmbeddedServer server = start()) {
      server.createLayout();

      assertThat(server.version()).matches("PostgreSQL \\d+\\.\\d+");
      assertThat(shown(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(shown(server, "SHOW unix_socket_directories")).isEmpty();
      assertThat(
              shown(
                  server,
                  "SELECT current_setting('server_encoding') || ' ' || datcollate"
                      + " || ' ' || datctype FROM pg_database WHERE datname = 'source'"))
          .isEqualTo("UTF8 C C");
      assertThat(BenchSettings.arguments())
          .filteredOn(argument -> !argument.equals("-c"))
          .isNotEmpty()
          .allSatisfy(
              argument -> {
                String[] setting = argument.split("=", 2);
                assertThat(setting(server, setting[0])).isEqualTo(setting[1]);
              });
      Endpoint wrong =
          Endpoint.loopback(server.endpoint().port(), server.endpoint().user(), Secret.of("wrong"));
      assertThatThrownBy(() -> Databases.of(wrong).version())
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("rejected the login");
    }
  }

  @Test
  void start_socketDirectory_listensThereToo() throws IOException, SQLException {
    Path sockets = Files.createTempDirectory("weir");
    try {
      try (EmbeddedServer server =
          EmbeddedServer.start(work, OptionalInt.empty(), Optional.of(sockets))) {
        Endpoint tcp = server.endpoint();
        Endpoint unix =
            new Endpoint(sockets.toString(), tcp.port(), tcp.user(), tcp.password(), "disable");

        try (Connection connection = unix.connect(Databases.POSTGRES);
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT inet_server_addr() IS NULL")) {
          rows.next();
          assertThat(rows.getBoolean(1)).isTrue();
        }
      }
      assertThat(sockets).isEmptyDirectory();
    } finally {
      RecursiveDelete.delete(sockets);
    }
  }

  @Test
  void start_portTaken_failsWithThePort() throws IOException {
    try (ServerSocket taken = LoopbackPort.bind(0)) {
      OptionalInt port = OptionalInt.of(taken.getLocalPort());
      assertThatThrownBy(() -> EmbeddedServer.start(work, port, Optional.empty()))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1 is in use");
      assertThat(work).isEmptyDirectory();
    }
  }

  private EmbeddedServer start() {
    return EmbeddedServer.start(work, OptionalInt.empty(), Optional.empty());
  }

  private static String shown(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.endpoint().connect(Databases.POSTGRES);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Returns a setting of the server; the driver sets the time zone of its sessions. */
  private static String setting(PostgresServer server, String name) {
    try {
      return shown(server, name.equals("timezone") ? "SELECT 'UTC'" : "SHOW " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
