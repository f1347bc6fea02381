package dev.weir.postgres.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import javax.net.SocketFactory;

/**
 * Creates Unix-domain sockets for a driver that is used without {@link LendingSocketFactory}. The
 * driver instantiates this class by name.
 */
public final class UnixSocketFactory extends SocketFactory {
  private final UnixDomainSocketAddress address;

  /**
   * Called by the driver.
   *
   * @param path of the socket
   */
  public UnixSocketFactory(String path) {
    this.address = UnixDomainSocketAddress.of(path);
  }

  @Override
  public Socket createSocket() throws IOException {
    return new UnixSocket(address);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw LendingSocketFactory.unsupported();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw LendingSocketFactory.unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw LendingSocketFactory.unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw LendingSocketFactory.unsupported();
  }
}
