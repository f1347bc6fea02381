package dev.weir.postgres.server;

import java.nio.file.Path;
import java.util.Map;

/** Opens the server that a person asks for. */
public final class Providers {
  /** Docker where an engine answers, the embedded server otherwise. */
  public static final String AUTO = "auto";

  private Providers() {}

  /**
   * Opens {@code auto}, {@code embedded}, {@code docker}, or the server of a URL.
   *
   * @param workDirectory where a server that we start keeps its files
   * @throws ServerException where there is no such server, or none that can be used
   */
  public static PostgresServer open(String provider, Path workDirectory) {
    return open(provider, workDirectory, System.getenv());
  }

  static PostgresServer open(String provider, Path workDirectory, Map<String, String> environment) {
    if (ServerUrl.isOne(provider)) {
      return ExternalServer.open(ServerUrl.parse(provider, environment));
    }
    return switch (provider) {
      case AUTO ->
          DockerEngine.answers()
              ? DockerServer.start(workDirectory)
              : EmbeddedServer.start(workDirectory);
      case EmbeddedServer.PROVIDER -> EmbeddedServer.start(workDirectory);
      case DockerServer.PROVIDER -> DockerServer.start(workDirectory);
      default ->
          throw new ServerException(
              "There is no provider "
                  + provider
                  + "; allowed are auto, embedded, docker, and a URL such as"
                  + " postgresql://user@host:5432/postgres.");
    };
  }
}
