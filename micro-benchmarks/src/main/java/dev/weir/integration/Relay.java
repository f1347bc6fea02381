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

/** Passes connections to a server through on loopback. */
abstract class Relay implements AutoCloseable {
  static final int BUFFER_BYTES = 1 << 16;
  private static final int BACKLOG = 8;

  private final BenchmarkDatabase server;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  Relay(BenchmarkDatabase server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Accepts connections from now on. */
  final void start() {
    thread(this::accept);
  }

  /** Returns the database, reached through this relay. */
  final BenchmarkDatabase database() {
    return server.at(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
  }

  /** Passes on what the server sends, until its connection ends. */
  abstract void pass(InputStream in, OutputStream out) throws IOException;

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      sockets.add(client);
      try {
        connect(client, new Socket(server.host(), server.port()));
      } catch (IOException e) {
        // The client sees that there is no server; the next one may find it.
        client.close();
      }
    }
  }

  private void connect(Socket client, Socket upstream) throws IOException {
    sockets.add(upstream);
    client.setTcpNoDelay(true);
    upstream.setTcpNoDelay(true);
    thread(() -> client.getInputStream().transferTo(upstream.getOutputStream()));
    thread(
        () -> {
          // A server whose rows nobody reads would keep its session.
          try (client;
              upstream) {
            pass(upstream.getInputStream(), client.getOutputStream());
          }
        });
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
            "relay");
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
