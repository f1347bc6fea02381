package dev.weir.postgres;

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
 * Passes a server's connections through on loopback until it freezes: from then on it accepts and
 * keeps connections, and passes nothing in either direction, as a network does that drops packets.
 * For connections without TLS.
 */
final class FreezingRelay implements AutoCloseable {
  private static final String NEVER = "\0 never";

  private final TestEndpoint server;
  private final String freezeAt;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch frozen = new CountDownLatch(1);

  private FreezingRelay(TestEndpoint server, String freezeAt, ServerSocket listener) {
    this.server = server;
    this.freezeAt = freezeAt;
    this.listener = listener;
  }

  /** A relay that freezes when {@link #freeze} is called. */
  static FreezingRelay start(TestEndpoint server) throws IOException {
    return startAndFreezeAt(server, NEVER);
  }

  /**
   * A relay that freezes when a client sends a text.
   *
   * @param text which the server does not get to see
   */
  static FreezingRelay startAndFreezeAt(TestEndpoint server, String text) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    FreezingRelay relay = new FreezingRelay(server, text, listener);
    thread(relay::accept);
    return relay;
  }

  int port() {
    return listener.getLocalPort();
  }

  void freeze() {
    frozen.countDown();
  }

  boolean isFrozen() {
    return frozen.getCount() == 0;
  }

  /** Returns when the relay has frozen. */
  void awaitFrozen() throws InterruptedException {
    frozen.await();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket upstream = new Socket(server.host(), server.port());
      sockets.addAll(List.of(client, upstream));
      thread(() -> pass(client, upstream, freezeAt));
      thread(() -> pass(upstream, client, NEVER));
    }
  }

  private void pass(Socket from, Socket to, String stop) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[64 << 10];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      if (new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(stop)) {
        freeze();
      }
      if (isFrozen()) {
        // The sockets stay open, and nobody reads them.
        return;
      }
      out.write(buffer, 0, length);
    }
    to.close();
  }

  /** Work that ends with its sockets. */
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
                // A socket was closed: by a peer, or by close().
                return;
              }
            },
            "freezing-relay");
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
