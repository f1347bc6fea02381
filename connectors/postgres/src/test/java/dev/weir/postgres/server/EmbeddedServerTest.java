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
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
  @TempDir Path work;

  @Test
  void leavesNoProcessAndNoFileWhenClosed() throws IOException {
    EmbeddedServer server = EmbeddedServer.start(work);
    ProcessHandle postmaster = postmaster();
    assertThat(postmaster.isAlive()).isTrue();

    server.close();

    assertThat(postmaster.isAlive()).isFalse();
    assertThat(work).isEmptyDirectory();
    server.close();
  }

  @Test
  void hasEncodingAndOrderThatDoNotDependOnTheMachine() throws SQLException {
    try (EmbeddedServer server = EmbeddedServer.start(work)) {
      assertThat(server.createDatabase("source")).isTrue();
      assertThat(server.createDatabase("source")).isFalse();
      assertThat(
              shown(
                  server,
                  "SELECT current_setting('server_encoding') || ' ' || datcollate || ' ' ||"
                      + " current_setting('log_timezone') || ' ' || current_setting('fsync') FROM"
                      + " pg_database WHERE datname = 'source'"))
          .isEqualTo("UTF8 C UTC on");
      assertThat(server.version()).matches("PostgreSQL \\d+\\.\\d+");
    }
  }

  @Test
  void refusesAWrongPassword() {
    try (EmbeddedServer server = EmbeddedServer.start(work)) {
      Endpoint wrong = Endpoint.loopback(server.port(), server.user(), Secret.of("wrong"));
      assertThatThrownBy(() -> Databases.version(wrong))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("refused the log-in");
    }
  }

  @Test
  void saysSoWhereTheFixedPortIsInUse() throws IOException {
    try (ServerSocket taken = LoopbackPort.bind(0)) {
      OptionalInt port = OptionalInt.of(taken.getLocalPort());
      assertThatThrownBy(() -> EmbeddedServer.start(work, port))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1 is in use");
      assertThat(work).isEmptyDirectory();
    }
  }

  @Test
  void listensOnLoopbackOnly() throws SQLException {
    try (EmbeddedServer server = EmbeddedServer.start(work)) {
      assertThat(shown(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(shown(server, "SHOW unix_socket_directories")).isEmpty();
    }
  }

  private ProcessHandle postmaster() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      Path pidFile =
          files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      List<String> lines = Files.readAllLines(pidFile);
      return ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
    }
  }

  private static String shown(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.endpoint().connect(Databases.MAINTENANCE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
