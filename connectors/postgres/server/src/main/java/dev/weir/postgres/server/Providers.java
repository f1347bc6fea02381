package dev.weir.postgres.server;

import dev.weir.postgres.sql.ServerAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Opens the server that --postgres names. */
final class Providers {
  /** Docker where an engine answers, the embedded server otherwise. */
  static final String AUTO = "auto";

  /** The variable that sets the port; docker-compose.yml reads it, too. */
  static final String PORT = "WEIR_POSTGRES_PORT";

  /** The variable that names a directory in which an embedded server listens, too. */
  static final String SOCKET_DIRECTORY = "WEIR_POSTGRES_SOCKET_DIRECTORY";

  private Providers() {}

  /**
   * Opens {@code auto}, {@code embedded}, {@code docker}, or the server of a URL.
   *
   * <p>A server that is started gets the port of WEIR_POSTGRES_PORT of the environment, or a free
   * one, on 127.0.0.1. WEIR_POSTGRES_SOCKET_DIRECTORY lets an embedded server listen on a
   * Unix-domain socket as well.
   *
   * @param workDirectory where a server that is started keeps its files
   * @throws ServerException where there is no such provider, or its server cannot be used
   */
  static PostgresServer open(String provider, Path workDirectory) {
    return open(provider, workDirectory, System.getenv());
  }

  static PostgresServer open(String provider, Path workDirectory, Map<String, String> environment) {
    if (ServerUrl.isOne(provider)) {
      return ExternalServer.open(ServerUrl.parse(provider, environment));
    }
    OptionalInt port = port(environment);
    return switch (provider) {
      case AUTO ->
          DockerEngine.answers()
              ? DockerServer.start(workDirectory, port)
              : EmbeddedServer.start(workDirectory, port, socketDirectory(environment));
      case EmbeddedServer.PROVIDER ->
          EmbeddedServer.start(workDirectory, port, socketDirectory(environment));
      case DockerServer.PROVIDER -> DockerServer.start(workDirectory, port);
      default ->
          throw new ServerException(
              "There is no provider "
                  + provider
                  + "; allowed are auto, embedded, docker, and a URL such as"
                  + " postgresql://user@host:5432/postgres.");
    };
  }

  private static Optional<Path> socketDirectory(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(SOCKET_DIRECTORY))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory).toAbsolutePath());
  }

  private static OptionalInt port(Map<String, String> environment) {
    String port = environment.getOrDefault(PORT, "");
    if (port.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > ServerAddress.PORT_MAX) {
      throw new ServerException(
          PORT + " is " + port + "; it is a number from 1 to 65535, or unset for a free port.");
    }
    LoopbackPort.requireFree(Integer.parseInt(port));
    return OptionalInt.of(Integer.parseInt(port));
  }
}
