package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hooks on an external server. It contains databases and tables of a user, with each name that
 * the benchmark uses on a server that it starts, and they are not changed.
 */
class ExternalHooksTest {
  private static final String ROLE = "hooks_role";
  private static final String CREATEDB = "ALTER ROLE " + ROLE + " CREATEDB";
  private static final String CREATE = "GRANT CREATE ON DATABASE hooks_users TO " + ROLE;
  private static final List<String> USERS = List.of("source", "destination", "hooks_users");
  private static final List<String> TABLES =
      List.of("public.bench_events", "raw.bench_events", "raw.bench_events_pipe");
  private static final long END_SECONDS = 60;

  @TempDir Path directory;

  private static final TestDatabase USERS_DATABASE =
      new TestDatabase(TestServer.endpoint(), "hooks_users");

  /** The role owns the tables, so that no missing privilege protects them. */
  @BeforeAll
  static void createUserTables() throws SQLException {
    server().execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD 'pw'");
    for (String name : USERS) {
      TestDatabase database = TestServer.database(name);
      database.execute(
          "CREATE SCHEMA raw AUTHORIZATION " + ROLE, "GRANT ALL ON SCHEMA public TO " + ROLE);
      for (String table : TABLES) {
        database.execute(
            "CREATE TABLE %s AS SELECT '%s' AS mine".formatted(table, name),
            "ALTER TABLE %s OWNER TO %s".formatted(table, ROLE));
      }
    }
  }

  @AfterEach
  void revoke() throws SQLException {
    runDatabases().forEach(TestServer::drop);
    USERS_DATABASE.execute(
        "ALTER ROLE " + ROLE + " NOCREATEDB", "REVOKE CREATE ON DATABASE hooks_users FROM " + ROLE);
  }

  @AfterAll
  static void dropDatabases() throws SQLException {
    USERS.forEach(TestServer::drop);
    server().execute("DROP ROLE " + ROLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATEDB, CREATE})
  void setupRunAndTeardown_keepUserObjectsAndLeaveNothing(String grant) throws Exception {
    USERS_DATABASE.execute(grant);
    Map<String, List<String>> before = snapshot();
    try (Hooks hooks = Hooks.open(directory, url())) {
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      assertThat(hooks.facts()).content().contains("\"rows\":100", "\"external\"");
      assertThat(snapshot()).containsAllEntriesOf(tables(before)).isNotEqualTo(before);

      // Each selects another server in libpq, but setup.sh has chosen this one.
      hooks.set("PGSERVICE", "no_such_service");
      hooks.set("PGHOSTADDR", "192.0.2.1");
      for (String mode : new String[] {"copy", "pipe"}) {
        Files.deleteIfExists(hooks.record());
        assertThat(hooks.run("run.sh", mode)).as(hooks.output()).isZero();
        for (String line : Files.readAllLines(hooks.record())) {
          JsonNode run = new ObjectMapper().readTree(line);
          assertThat(run.get("dest_rows").asInt()).isEqualTo(100);
          assertThat(run.get("source_hash")).isEqualTo(run.get("dest_hash"));
        }
      }
      assertThat(hooks.run("teardown.sh")).as(hooks.output()).isZero();
      assertThat(snapshot()).isEqualTo(before);
      assertThat(hooks.work().resolve("postgres")).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATEDB, CREATE})
  void lifelineEnds_leavesNothing(String grant) throws Exception {
    USERS_DATABASE.execute(grant);
    Map<String, List<String>> before = snapshot();
    try (Hooks hooks = Hooks.open(directory, url())) {
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      ProcessHandle serve = hooks.server();
      assertThat(snapshot()).isNotEqualTo(before);

      hooks.endLifeline();

      serve.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      assertThat(snapshot()).isEqualTo(before);
    }
  }

  @Test
  void setupAfterKilledServe_namesAndKeepsItsObjects() throws Exception {
    USERS_DATABASE.execute(CREATEDB);
    try (Hooks hooks = Hooks.open(Files.createDirectory(directory.resolve("killed")), url())) {
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      ProcessHandle serve = hooks.server();
      serve.destroyForcibly();
      serve.onExit().get(END_SECONDS, TimeUnit.SECONDS);
    }
    awaitUnlocked();
    List<String> left = runDatabases();
    assertThat(left).hasSize(2);
    Map<String, List<String>> before = snapshot();

    try (Hooks hooks = Hooks.open(Files.createDirectory(directory.resolve("next")), url())) {
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      assertThat(Files.readAllLines(hooks.notices()))
          .singleElement()
          .asString()
          .contains(left)
          .contains("DROP DATABASE IF EXISTS \"" + left.get(0) + "\"");
      assertThat(hooks.run("teardown.sh")).as(hooks.output()).isZero();
    }
    assertThat(snapshot()).isEqualTo(before);
  }

  @Test
  void teardownCannotDropDatabase_exits5WithItsName() throws Exception {
    USERS_DATABASE.execute(CREATEDB);
    try (Hooks hooks = Hooks.open(directory, url())) {
      assertThat(hooks.run("setup.sh")).as(hooks.output()).isZero();
      String source = runDatabases().get(1);
      assertThat(source).endsWith("_source");
      // The role may not terminate a session of a superuser.
      try (Connection session = new TestDatabase(TestServer.endpoint(), source).connect()) {
        assertThat(hooks.run("teardown.sh")).isEqualTo(5);
        assertThat(hooks.output())
            .contains("weir-postgres: " + source + " could not be dropped")
            .contains("DROP DATABASE");
        assertThat(session.isValid(1)).isTrue();
      }
      assertThat(runDatabases()).containsExactly(source);
      assertThat(hooks.run("teardown.sh")).isZero();
    }
  }

  @Test
  void setupWithoutPrivilege_exits5WithTheMessage() throws Exception {
    Map<String, List<String>> before = snapshot();
    try (Hooks hooks = Hooks.open(directory, url())) {
      assertThat(hooks.run("setup.sh")).isEqualTo(5);
      assertThat(hooks.output()).hasLineCount(1).contains("may create neither databases nor");
    }
    assertThat(snapshot()).isEqualTo(before);
  }

  private static TestDatabase server() {
    return TestServer.maintenance();
  }

  /** Waits until the server has ended the sessions of a killed process, and released its locks. */
  private static void awaitUnlocked() throws SQLException {
    String locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    while (Sql.number(server(), locks) > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static String url() {
    Endpoint endpoint = SharedServer.endpoint();
    return "postgresql://%s:pw@%s:%d/hooks_users?sslmode=disable"
        .formatted(ROLE, endpoint.host(), endpoint.port());
  }

  private static List<String> runDatabases() throws SQLException {
    return Sql.texts(
        server(),
        "SELECT datname FROM pg_database WHERE datname LIKE 'weir\\_bench\\_%' ORDER BY 1");
  }

  /** Returns the databases, their schemas, and the user's rows with xmin and ctid. */
  private static Map<String, List<String>> snapshot() throws SQLException {
    Map<String, List<String>> snapshot = new TreeMap<>();
    snapshot.put(
        "databases", Sql.texts(server(), "SELECT oid || datname FROM pg_database ORDER BY 1"));
    for (String name : USERS) {
      TestDatabase database = new TestDatabase(TestServer.endpoint(), name);
      snapshot.put(
          "schemas of " + name,
          Sql.texts(
              database,
              "SELECT oid || nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1"));
      for (String table : TABLES) {
        snapshot.put(
            name + " " + table,
            Sql.texts(
                database,
                "SELECT tableoid || ' ' || xmin || ' ' || ctid || ' ' || mine FROM " + table));
      }
    }
    return snapshot;
  }

  /** Returns the tables of a snapshot. */
  private static Map<String, List<String>> tables(Map<String, List<String>> snapshot) {
    Map<String, List<String>> tables = new TreeMap<>(snapshot);
    tables.keySet().removeIf(key -> key.startsWith("schemas") || key.equals("databases"));
    return tables;
  }
}
