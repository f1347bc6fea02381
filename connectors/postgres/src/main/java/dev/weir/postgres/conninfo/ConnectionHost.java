package dev.weir.postgres.conninfo;

import dev.weir.core.unit.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One of the servers of a connection string.
 *
 * @param host a name or an address, not checked; {@code localhost} for a Unix-domain socket
 * @param address the numeric address to connect to, if it is not to be that of the host
 * @param socketDirectory the directory of a Unix-domain socket
 */
public record ConnectionHost(
    String host,
    Optional<String> address,
    Optional<Path> socketDirectory,
    int port,
    Secret password) {
  public static final String LOCALHOST = "localhost";

  /** Returns the path of a server's socket. Source: libpq/pqcomm.h, UNIXSOCK_PATH. */
  public static Path socket(Path directory, int port) {
    return directory.resolve(".s.PGSQL." + port);
  }

  /** Returns the path of the Unix-domain socket, if it is one. */
  public Optional<Path> socket() {
    return socketDirectory.map(directory -> socket(directory, port));
  }
}
