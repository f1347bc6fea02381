package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.core.unit.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalServerTest {
  private final Endpoint endpoint = TestServer.endpoint();

  @TempDir Path work;

  @Test
  void dropsOnlyTheDatabasesThatItMade() throws SQLException {
    TestServer.database("external_theirs").execute("COMMENT ON DATABASE external_theirs IS NULL");
    Databases.of(endpoint).drop("external_ours");
    try (PostgresServer server = open(endpoint.password())) {
      server.createDatabase("external_theirs");
      server.createDatabase("external_ours");
      assertThat(databases()).contains("external_theirs").contains("external_ours");
      assertThat(server.provider()).isEqualTo("external");
    }
    assertThat(databases()).contains("external_theirs").doesNotContain("external_ours");
  }

  @Test
  void dropsTheDatabasesOfARunThatWasKilled() throws SQLException {
    TestServer.database("external_left");
    try (PostgresServer server = open(endpoint.password())) {
      server.createDatabase("external_left");
    }
    assertThat(databases()).doesNotContain("external_left");
  }

  @Test
  void refusesASecondRunAtTheSameTime() {
    try (PostgresServer first = open(endpoint.password())) {
      assertThat(first.endpoint()).isEqualTo(endpoint);
      assertThatThrownBy(() -> open(endpoint.password()).close())
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Another weir-postgres");
    }
    open(endpoint.password()).close();
  }

  @Test
  void saysSoWhereThePasswordIsWrong() {
    assertThatThrownBy(() -> open(Secret.of("s3cr3t-canary")).close())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("refused the log-in")
        .hasMessageContaining(endpoint.host() + ":" + endpoint.port())
        .message()
        .doesNotContain("canary");
  }

  @Test
  void saysSoWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = LoopbackPort.bind(0)) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(
            () -> Providers.open("postgresql://u:p@127.0.0.1:" + port + "/postgres", work).close())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("No Postgres could be reached at u@127.0.0.1:" + port);
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() throws IOException {
    try (ServerSocket silent = LoopbackPort.bind(0)) {
      String url = "postgresql://u:p@127.0.0.1:" + silent.getLocalPort() + "/postgres";
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () ->
              assertThatThrownBy(() -> Providers.open(url, work).close())
                  .isInstanceOf(ServerException.class)
                  .hasMessageContaining("No Postgres could be reached at u@127.0.0.1"));
    }
  }

  @Test
  void saysSoWhereTheRoleMayNotCreateDatabases() throws SQLException {
    TestDatabase database = TestServer.database("external_rights");
    database.execute(
        "DROP ROLE IF EXISTS weir_no_rights", "CREATE ROLE weir_no_rights LOGIN PASSWORD 'pw'");
    try (PostgresServer server =
        Providers.open(url("weir_no_rights"), work, Map.of("PGPASSWORD", "pw"))) {
      assertThatThrownBy(() -> server.createDatabase("external_refused"))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("may not create the database external_refused")
          .hasMessageContaining("CREATEDB");
    } finally {
      database.execute("DROP ROLE weir_no_rights");
    }
  }

  private PostgresServer open(Secret password) {
    return Providers.open(url(endpoint.user()), work, Map.of("PGPASSWORD", password.reveal()));
  }

  private String url(String user) {
    return "postgresql://%s@%s:%d/postgres?sslmode=disable"
        .formatted(user, endpoint.host(), endpoint.port());
  }

  private String databases() throws SQLException {
    try (Connection connection = Databases.of(endpoint).connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT string_agg(datname, ' ') FROM pg_database")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
