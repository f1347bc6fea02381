package dev.weir.postgres.conninfo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What connection strings leave to the environment.
 *
 * @param variables the environment variables
 * @param home the directory of .pgpass and .pg_service.conf
 * @param systemUser the name of the operating system's user
 * @param socketDirectories where servers of this machine may have their Unix-domain sockets
 */
public record ConnectionEnvironment(
    Function<String, Optional<String>> variables,
    Path home,
    String systemUser,
    List<Path> socketDirectories) {
  private static final List<Path> SOCKET_DIRECTORIES =
      List.of(Path.of("/var/run/postgresql"), Path.of("/tmp"));

  public ConnectionEnvironment {
    socketDirectories = List.copyOf(socketDirectories);
  }

  /** Returns the environment of this process, with the given variables. */
  public static ConnectionEnvironment of(Function<String, Optional<String>> variables) {
    return new ConnectionEnvironment(
        variables,
        Path.of(variables.apply("HOME").orElse(System.getProperty("user.home"))),
        System.getProperty("user.name"),
        SOCKET_DIRECTORIES);
  }

  /** Returns the value of a variable that is set and not empty. */
  Optional<String> variable(String name) {
    return name.isEmpty()
        ? Optional.empty()
        : variables.apply(name).filter(value -> !value.isEmpty());
  }

  /** Returns the directory of a server's socket, if there is one for the port. */
  Optional<Path> socketDirectory(int port) {
    return socketDirectories.stream()
        .filter(directory -> Files.exists(ConnectionHost.socket(directory, port)))
        .findFirst();
  }
}
