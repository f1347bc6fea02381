package dev.weir.postgres.sql;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.conninfo.ConnectionHost;
import dev.weir.postgres.sql.ConnectionConfig.SslMode;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server to log in to.
 *
 * @param route the address of the socket, if it is not that of the host: a Unix-domain socket, or a
 *     numeric address
 */
public record LoginServer(
    ServerAddress address, Optional<SocketAddress> route, Secret password, SslMode sslMode) {

  /** Returns a server at its host's address. */
  static LoginServer at(ServerAddress address, Secret password, SslMode sslMode) {
    return new LoginServer(address, Optional.empty(), password, sslMode);
  }

  /**
   * Returns a server of this machine at its Unix-domain socket. As in libpq, there is no TLS.
   *
   * @param directory of the socket
   */
  static LoginServer atSocket(String directory, int port, String database, Secret password) {
    return new LoginServer(
        new ServerAddress(ConnectionHost.LOCALHOST, port, database),
        Optional.of(UnixDomainSocketAddress.of(ConnectionHost.socket(Path.of(directory), port))),
        password,
        SslMode.DISABLE);
  }

  /** Returns {@code host:port} or the path of the socket, for messages. */
  String display() {
    return route
        .filter(UnixDomainSocketAddress.class::isInstance)
        .map(SocketAddress::toString)
        .orElse(address.host() + ":" + address.port());
  }
}
