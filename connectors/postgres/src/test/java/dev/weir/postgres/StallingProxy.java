package dev.weir.postgres;

import dev.weir.postgres.server.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A loopback proxy that can stall: it then keeps connections open and accepts new ones, but
 * forwards no data, like a network that drops packets. For connections without TLS.
 */
final class StallingProxy implements AutoCloseable {
  private static final String NEVER = "\0 never";

  private final Endpoint server;
  private final String stallAt;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch stalled = new CountDownLatch(1);

  private StallingProxy(Endpoint server, String stallAt, ServerSocket listener) {
    this.server = server;
    this.stallAt = stallAt;
    this.listener = listener;
  }

  /** Starts a proxy that stalls when {@link #stall} is called. */
  static StallingProxy start(Endpoint server) throws IOException {
    return startAndStallAt(server, NEVER);
  }

  /**
   * Starts a proxy that stalls when a client sends a text.
   *
   * @param text is not forwarded to the server
   */
  static StallingProxy startAndStallAt(Endpoint server, String text) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    StallingProxy proxy = new StallingProxy(server, text, listener);
    thread(proxy::accept);
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  void stall() {
    stalled.countDown();
  }

  boolean isStalled() {
    return stalled.getCount() == 0;
  }

  /** Returns when the proxy has stalled. */
  void awaitStalled() throws InterruptedException {
    stalled.await();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket upstream = new Socket(server.host(), server.port());
      sockets.addAll(List.of(client, upstream));
      thread(() -> forward(client, upstream, stallAt));
      thread(() -> forward(upstream, client, NEVER));
    }
  }

  private void forward(Socket from, Socket to, String stop) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[64 << 10];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      if (new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(stop)) {
        stall();
      }
      if (isStalled()) {
        // The sockets stay open, but are not read.
        return;
      }
      out.write(buffer, 0, length);
    }
    to.close();
  }

  /** A task that ends when its sockets are closed. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A socket was closed by a peer or by close().
                return;
              }
            },
            "stalling-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
