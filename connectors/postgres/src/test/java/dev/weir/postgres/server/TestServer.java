package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The server that all tests of this module share: a container if a Docker engine is available, and
 * the embedded server otherwise. It is started on first use and stopped with the JVM.
 */
public final class TestServer {
  private static final String IMAGE = "postgres:17";

  private final Endpoint endpoint;
  private final AutoCloseable owner;

  private TestServer(Endpoint endpoint, AutoCloseable owner) {
    this.endpoint = endpoint;
    this.owner = owner;
  }

  /** Creates an empty database; an existing one of that name is dropped. */
  public static TestDatabase database(String name) {
    drop(name);
    Databases.of(endpoint()).create(name);
    return new TestDatabase(endpoint(), name);
  }

  static void drop(String name) {
    try {
      new TestDatabase(endpoint(), Databases.POSTGRES).execute(Databases.dropStatement(name));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Endpoint endpoint() {
    return Holder.SERVER.endpoint;
  }

  @SuppressWarnings("SystemOut") // The output names the server that the tests run against.
  private static TestServer start() {
    TestServer server = DockerEngine.answers() ? container() : embedded();
    System.out.println(
        "tests run against: "
            + (server.owner instanceof EmbeddedServer ? "embedded " : "Testcontainers ")
            + Databases.of(server.endpoint).version());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-server-close"));
    return server;
  }

  private static TestServer container() {
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    container.start();
    return new TestServer(
        new Endpoint(
            container.getHost(),
            container.getFirstMappedPort(),
            container.getUsername(),
            Secret.of(container.getPassword()),
            "disable"),
        container);
  }

  private static TestServer embedded() {
    try {
      EmbeddedServer server =
          EmbeddedServer.start(
              Files.createDirectories(Path.of("target", "test-server")).toAbsolutePath(),
              OptionalInt.empty());
      return new TestServer(server.endpoint(), server);
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
