package dev.weir.postgres.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.UnixDomainSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Creates sockets that can be lent, with TCP keepalive, which detects a lost network or host within
 * two minutes. The driver instantiates this class by name, with the key of a {@link Login}.
 */
public final class LendingSocketFactory extends SocketFactory {
  private static final int IDLE_SECONDS = 60;
  private static final int INTERVAL_SECONDS = 10;
  private static final int PROBES = 6;

  private static final Map<String, Login> LOGINS = new ConcurrentHashMap<>();
  private static final AtomicLong KEYS = new AtomicLong();

  private final String key;
  private final Optional<SocketAddress> route;

  /** Called by the driver. */
  public LendingSocketFactory(String key) {
    this.key = key;
    Login login = LOGINS.get(key);
    // Kept for the sockets of cancel requests, after the login.
    this.route = login == null ? Optional.empty() : login.route;
  }

  /** A login in progress, which learns of the socket that the driver uses. */
  public static final class Login implements AutoCloseable {
    private final String key = Long.toString(KEYS.incrementAndGet());
    private final AtomicReference<@Nullable LendingSocket> last = new AtomicReference<>();
    private final Optional<SocketAddress> route;

    /**
     * Registers a login.
     *
     * @param route the address of the sockets, if it is not that of the host
     */
    public Login(Optional<SocketAddress> route) {
      this.route = route;
      LOGINS.put(key, this);
    }

    /** Returns the factory's argument. */
    public String key() {
      return key;
    }

    /** Returns the socket of the login; the driver may have tried others before. */
    public Optional<LendingSocket> socket() {
      return Optional.ofNullable(last.get());
    }

    @Override
    public void close() {
      LOGINS.remove(key);
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    LendingSocket socket = socket();
    Login login = LOGINS.get(key);
    if (login != null) {
      login.last.set(socket);
    }
    return socket;
  }

  private LendingSocket socket() throws IOException {
    if (route.isPresent() && route.get() instanceof UnixDomainSocketAddress path) {
      return new UnixSocket(path);
    }
    LendingSocket socket = new LendingSocket(route);
    try {
      socket.setKeepAlive(true);
      set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
      set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
      set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void set(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw unsupported();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("The driver connects the sockets");
  }
}
