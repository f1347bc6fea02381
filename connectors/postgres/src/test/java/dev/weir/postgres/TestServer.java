package dev.weir.postgres;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.sql.Identifiers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server that all tests of a module share: a container if a Docker engine answers,
 * otherwise the embedded server. Starts with the first use, ends with the JVM. The module of the
 * benchmark's servers uses it, too.
 */
public final class TestServer {
  private static final String IMAGE = "postgres:17";
  private static final String SUPERUSER = "postgres";

  private final String kind;
  private final TestEndpoint endpoint;
  private final AutoCloseable owner;

  private TestServer(String kind, TestEndpoint endpoint, AutoCloseable owner) {
    this.kind = kind;
    this.endpoint = endpoint;
    this.owner = owner;
  }

  /** A new, empty database of that name; an earlier one is dropped. */
  public static TestDatabase database(String name) {
    drop(name);
    execute(
        "CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'", name);
    return new TestDatabase(endpoint(), name);
  }

  /** Drops a database if it exists, with the sessions that are connected to it. */
  public static void drop(String name) {
    execute("DROP DATABASE IF EXISTS %s WITH (FORCE)", name);
  }

  private static void execute(String sql, String database) {
    try {
      maintenance().execute(sql.formatted(Identifiers.quote(database)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The database from which others are created and dropped. */
  public static TestDatabase maintenance() {
    return new TestDatabase(endpoint(), "postgres");
  }

  public static TestEndpoint endpoint() {
    return Holder.SERVER.endpoint;
  }

  @SuppressWarnings("SystemOut") // The output names the server that the tests run against.
  private static TestServer start() {
    TestServer server =
        DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    System.out.println("tests run against: " + server.kind + " PostgreSQL");
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-server-close"));
    return server;
  }

  private static TestServer container() {
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    return new TestServer(
        "Testcontainers",
        new TestEndpoint(
            container.getHost(),
            container.getFirstMappedPort(),
            container.getUsername(),
            Secret.of(container.getPassword())),
        container);
  }

  private static TestServer embedded() {
    try {
      Path directory = Files.createDirectories(Path.of("target", "test-server")).toAbsolutePath();
      Secret password = Secret.of(UUID.randomUUID().toString());
      Path passwordFile = Files.createTempFile(directory, "password-", "");
      Files.writeString(passwordFile, password.reveal());
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .setDataDirectory(Files.createTempDirectory(directory, "data-"))
                // Passed to initdb as options, as all locale settings are.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password.reveal())
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("autovacuum", "off")
                .setRegisterShutdownHook(false)
                .start();
        return new TestServer(
            "embedded",
            new TestEndpoint("127.0.0.1", server.getPort(), SUPERUSER, password),
            server);
      } finally {
        Files.delete(passwordFile);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void close() {
    try {
      owner.close();
    } catch (Exception e) {
      throw new IllegalStateException("The test server did not close.", e);
    }
  }

  private static final class Holder {
    private static final TestServer SERVER = start();
  }
}
