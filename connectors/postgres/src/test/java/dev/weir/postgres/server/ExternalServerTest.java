package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.Sql;
import dev.weir.postgres.server.BenchLayout.Location;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalServerTest {
  private static final String ROLE = "external_role";
  private static final RunNames NAMES = new RunNames("test");
  private static final List<String> ENDS = List.of(NAMES.source(), NAMES.destination());

  private final Endpoint endpoint = TestServer.endpoint();

  @TempDir Path work;

  private TestDatabase users;

  @BeforeEach
  void createDatabase() throws SQLException {
    users = TestServer.database("external_users");
    users.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD 'pw'");
  }

  @AfterEach
  void dropDatabases() throws SQLException {
    ENDS.forEach(TestServer::drop);
    TestServer.drop(users.name());
    new TestDatabase(endpoint, Databases.POSTGRES).execute("DROP ROLE " + ROLE);
  }

  @Test
  void createLayout_roleWithCreatedb_createsDatabasesAndCloseDropsThem() throws SQLException {
    users.execute("ALTER ROLE " + ROLE + " CREATEDB");
    List<String> before = databases();
    try (ExternalServer server = open(ROLE)) {
      assertThat(server.createLayout())
          .isEqualTo(
              new BenchLayout(
                  new Location("weir_bench_test_source", "public"),
                  new Location("weir_bench_test_destination", "raw")));
      assertThat(databases()).containsAll(before).containsAll(ENDS).hasSize(before.size() + 2);
      assertThat(schemas(new TestDatabase(endpoint, NAMES.destination()))).contains("raw");
    }
    assertThat(databases()).isEqualTo(before);
  }

  @Test
  void createLayout_roleWithCreateOnDatabase_createsSchemasAndCloseDropsThem() throws SQLException {
    users.execute("GRANT CREATE ON DATABASE external_users TO " + ROLE);
    List<String> before = databases();
    List<String> schemas = schemas(users);
    try (ExternalServer server = open(ROLE)) {
      assertThat(server.createLayout())
          .isEqualTo(
              new BenchLayout(
                  new Location("external_users", "weir_bench_test_source"),
                  new Location("external_users", "weir_bench_test_destination")));
      assertThat(schemas(users)).containsAll(schemas).containsAll(ENDS).hasSize(schemas.size() + 2);
    }
    assertThat(schemas(users)).isEqualTo(schemas);
    assertThat(databases()).isEqualTo(before);
  }

  @Test
  void createLayout_roleWithNeither_failsWithBothPrivileges() throws SQLException {
    List<String> schemas = schemas(users);
    try (ExternalServer server = open(ROLE)) {
      assertThatThrownBy(server::createLayout)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining(
              "may create neither databases nor schemas in the database external_users")
          .hasMessageContaining("ALTER ROLE \"external_role\" CREATEDB")
          .hasMessageContaining("GRANT CREATE ON DATABASE \"external_users\" TO \"external_role\"");
    }
    assertThat(schemas(users)).isEqualTo(schemas);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weir_bench_test_source", "weir_bench_test_destination"})
  void createLayout_databaseExists_failsWithItsNameAndKeepsIt(String name) throws SQLException {
    TestDatabase taken = TestServer.database(name);
    taken.execute("CREATE TABLE mine AS SELECT 1 AS one", mark("DATABASE", name));
    List<String> before = databases();
    try (ExternalServer server = open(endpoint.user())) {
      assertThatThrownBy(server::createLayout)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("There already is a database " + name)
          .hasMessageContaining("neither used nor dropped");
    }
    assertThat(databases()).isEqualTo(before);
    assertThat(Sql.rows(taken, "mine")).containsExactly("(1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"weir_bench_test_source", "weir_bench_test_destination"})
  void createLayout_schemaExists_failsWithItsNameAndKeepsIt(String name) throws SQLException {
    users.execute(
        "GRANT CREATE ON DATABASE external_users TO " + ROLE,
        "CREATE SCHEMA %s AUTHORIZATION %s".formatted(name, ROLE),
        "CREATE TABLE %s.mine AS SELECT 1 AS one".formatted(name),
        mark("SCHEMA", name));
    List<String> schemas = schemas(users);
    try (ExternalServer server = open(ROLE)) {
      assertThatThrownBy(server::createLayout)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("There already is a schema " + name)
          .hasMessageContaining("neither used nor dropped");
    }
    assertThat(schemas(users)).isEqualTo(schemas);
    assertThat(Sql.rows(users, name + ".mine")).containsExactly("(1)");
  }

  @Test
  void notice_objectsOfKilledRun_areNamedWithTheDropStatement() throws SQLException {
    TestServer.database(NAMES.source())
        .execute(mark("DATABASE", NAMES.source()), "CREATE TABLE left_behind ()");
    users.execute("CREATE SCHEMA " + NAMES.destination(), mark("SCHEMA", NAMES.destination()));
    try (ExternalServer server = ExternalServer.open(url(endpoint.user()), new RunNames("next"))) {
      server.createLayout();
      assertThat(server.notice().orElseThrow())
          .hasLineCount(1)
          .contains("weir_bench_test_source, weir_bench_test_destination at " + endpoint)
          .contains("DROP DATABASE IF EXISTS \"weir_bench_test_source\" WITH (FORCE);")
          .contains("DROP SCHEMA IF EXISTS \"weir_bench_test_destination\" CASCADE;")
          .contains("in the database external_users");
    }
    assertThat(databases()).contains(NAMES.source()).doesNotContain("weir_bench_next_source");
    assertThat(schemas(users)).contains(NAMES.destination());
  }

  @Test
  void notice_noObjectsLeft_isEmpty() {
    try (ExternalServer server = open(endpoint.user())) {
      server.createLayout();
      assertThat(server.notice()).isEmpty();
    }
  }

  @Test
  void close_databaseCannotBeDropped_namesItAndDropsTheOther() throws SQLException {
    users.execute("ALTER ROLE " + ROLE + " CREATEDB");
    ExternalServer server = open(ROLE);
    server.createLayout();
    // The role may not terminate a session of a superuser.
    try (Connection other = endpoint.connect(NAMES.destination())) {
      assertThatThrownBy(server::close)
          .isInstanceOf(ServerException.class)
          .hasMessageStartingWith("weir_bench_test_destination could not be dropped at " + ROLE)
          .hasMessageContaining(
              "DROP DATABASE IF EXISTS \"weir_bench_test_destination\" WITH (FORCE);");
      assertThat(other.isValid(10)).isTrue();
    }
    assertThat(databases()).contains(NAMES.destination()).doesNotContain(NAMES.source());
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"external_users", "postgres"})
  void open_secondRunOnServer_fails(String database) {
    try (ExternalServer first = open(endpoint.user())) {
      assertThat(first.endpoint()).isEqualTo(endpoint);
      assertThatThrownBy(
              () -> ExternalServer.open(new ServerUrl(endpoint, database), NAMES).close())
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Another weir-postgres");
    }
    ExternalServer.open(new ServerUrl(endpoint, database), NAMES).close();
  }

  @Test
  void open_wrongPassword_failsWithoutThePassword() {
    assertThatThrownBy(
            () -> ExternalServer.open(url(endpoint.user(), Secret.of("s3cr3t-canary"))).close())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("rejected the login")
        .hasMessageContaining(endpoint.host() + ":" + endpoint.port())
        .message()
        .doesNotContain("canary");
  }

  @Test
  void open_noListener_fails() throws IOException {
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
  void open_silentListener_timesOut() throws IOException {
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

  private ExternalServer open(String user) {
    return ExternalServer.open(url(user), NAMES);
  }

  private ServerUrl url(String user) {
    return url(user, user.equals(ROLE) ? Secret.of("pw") : endpoint.password());
  }

  private ServerUrl url(String user, Secret password) {
    return new ServerUrl(
        new Endpoint(endpoint.host(), endpoint.port(), user, password, endpoint.sslMode()),
        users.name());
  }

  private static String mark(String kind, String name) {
    return "COMMENT ON %s %s IS '%s'".formatted(kind, name, MarkedObject.MARK);
  }

  private List<String> databases() throws SQLException {
    return Sql.texts(
        new TestDatabase(endpoint, Databases.POSTGRES),
        "SELECT datname FROM pg_database ORDER BY 1");
  }

  private static List<String> schemas(TestDatabase database) throws SQLException {
    return Sql.texts(database, "SELECT nspname FROM pg_namespace ORDER BY 1");
  }
}
