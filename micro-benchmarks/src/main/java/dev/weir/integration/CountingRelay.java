package dev.weir.integration;

import dev.weir.integration.fixture.BenchmarkDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes connections to a server through on loopback, and counts the bytes that the server sends.
 */
final class CountingRelay implements AutoCloseable {
  private static final int BACKLOG = 8;

  private final BenchmarkDatabase server;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong received = new AtomicLong();

  CountingRelay(BenchmarkDatabase server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  /** Returns the database, reached through this relay. */
  BenchmarkDatabase database() {
    return server.at(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
  }

  /** Returns the bytes that the server has sent and the relay has passed on. */
  long receivedBytes() {
    return received.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket upstream = new Socket(server.host(), server.port());
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      sockets.addAll(List.of(client, upstream));
      thread(() -> client.getInputStream().transferTo(upstream.getOutputStream()));
      thread(() -> pass(upstream, client));
    }
  }

  /** Counts before it passes on: what a client has read is counted. */
  private void pass(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      received.addAndGet(length);
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
            "counting-relay");
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
