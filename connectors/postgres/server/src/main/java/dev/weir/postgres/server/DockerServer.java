package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A server in a container of the compose file of the repository's root, under its own project name.
 * It is removed with its data by {@link #close}, or when this process ends without it.
 */
final class DockerServer implements PostgresServer {
  static final String PROVIDER = "docker";
  static final String DIRECTORY_PREFIX = "weir-docker-";
  static final String COMPOSE_FILE = "docker-compose.yml";

  private static final String SERVICE = "postgres";
  private static final String USER = "postgres";
  private static final String CONTAINER_PORT = "5432";
  private static final Duration HEALTH_LIMIT = Duration.ofMinutes(2);
  private static final Duration HEALTH_POLL = Duration.ofMillis(200);

  private final Endpoint endpoint;
  private final ServerWatchdog watchdog;
  private final String version;

  private DockerServer(Endpoint endpoint, ServerWatchdog watchdog, String version) {
    this.endpoint = endpoint;
    this.watchdog = watchdog;
    this.version = version;
  }

  /** Starts a container; pulls its image where the engine does not have it. */
  static DockerServer start(Path workDirectory, OptionalInt port) {
    if (!DockerEngine.answers()) {
      throw new ServerException(
          "No Docker engine answers to `docker info`; start one, or use --postgres embedded.");
    }
    List<String> command = Compose.installed();
    try {
      Files.createDirectories(workDirectory);
      Path home =
          Files.createTempDirectory(workDirectory.toAbsolutePath().normalize(), DIRECTORY_PREFIX);
      Secret password = Passwords.random();
      Compose compose = new Compose(command, home, environment(password, port));
      return start(compose, home, password);
    } catch (IOException e) {
      throw new ServerException(
          "The Postgres container could not be started ("
              + ServerErrors.firstLine(e)
              + "); pull or build the image postgres:17, or use --postgres embedded.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The start of the Postgres container was interrupted.", e);
    }
  }

  /** The variables of the compose file. */
  private static Map<String, String> environment(Secret password, OptionalInt port) {
    return Map.of(
        "WEIR_POSTGRES_PASSWORD",
        password.reveal(),
        Providers.PORT,
        port.isPresent() ? Integer.toString(port.getAsInt()) : "");
  }

  private static DockerServer start(Compose compose, Path home, Secret password)
      throws IOException, InterruptedException {
    copyComposeFile(home);
    ServerWatchdog watchdog =
        ServerWatchdog.ofCommand(compose.downCommand(), compose.environment(), home);
    try {
      compose.run("up", "--detach", "--quiet-pull");
      awaitHealth(compose);
      String address = compose.run("port", SERVICE, CONTAINER_PORT).strip();
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      Endpoint endpoint = Endpoint.loopback(port, USER, password);
      return new DockerServer(endpoint, watchdog, Databases.of(endpoint).version());
    } catch (IOException | InterruptedException | RuntimeException e) {
      watchdog.stop();
      throw e;
    }
  }

  private static void copyComposeFile(Path home) throws IOException {
    try (InputStream file = DockerServer.class.getResourceAsStream("/" + COMPOSE_FILE)) {
      if (file == null) {
        throw new IOException(COMPOSE_FILE + " is missing from this build");
      }
      Files.copy(file, home.resolve(COMPOSE_FILE));
    }
  }

  private static void awaitHealth(Compose compose) throws IOException, InterruptedException {
    String container = compose.run("ps", "--all", "--quiet", SERVICE).strip();
    long deadlineNanos = System.nanoTime() + HEALTH_LIMIT.toNanos();
    String state = "unknown";
    while (System.nanoTime() < deadlineNanos) {
      state = compose.inspect(container, "{{.State.Status}} {{.State.Health.Status}}");
      if (state.equals("running healthy")) {
        return;
      }
      if (!state.startsWith("running") || state.endsWith("unhealthy")) {
        break;
      }
      Thread.sleep(HEALTH_POLL.toMillis());
    }
    throw new IOException(
        "its state is "
            + state
            + ", its log ends with: "
            + ServerErrors.tail(compose.run("logs", "--no-color", SERVICE)));
  }

  @Override
  public String provider() {
    return PROVIDER;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void close() {
    if (!watchdog.stop()) {
      throw new ServerException(
          "The Postgres container of "
              + endpoint
              + " did not stop; find it by `docker ps` and remove it.");
    }
  }
}
