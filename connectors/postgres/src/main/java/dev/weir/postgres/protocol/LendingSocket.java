package dev.weir.postgres.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A socket whose input can be lent; see {@link LendingInputStream}. */
public class LendingSocket extends Socket {
  private final Optional<SocketAddress> route;
  private @Nullable LendingInputStream input;

  /**
   * Creates a socket.
   *
   * @param route the address to connect to, whatever the driver asks for
   */
  LendingSocket(Optional<SocketAddress> route) {
    this.route = route;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    super.connect(route.orElse(endpoint), timeoutMillis);
  }

  /** Returns the bytes that are received. */
  InputStream received() throws IOException {
    return super.getInputStream();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return input();
  }

  synchronized LendingInputStream input() throws IOException {
    LendingInputStream open = input;
    if (open == null) {
      open = new LendingInputStream(received());
      input = open;
    }
    return open;
  }
}
