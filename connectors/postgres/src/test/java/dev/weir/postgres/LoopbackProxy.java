package dev.weir.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections to a server through on loopback. */
public abstract class LoopbackProxy implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final TestEndpoint server;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  protected LoopbackProxy(TestEndpoint server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Accepts connections from now on. */
  protected final void start() {
    thread(this::accept);
  }

  public final int port() {
    return listener.getLocalPort();
  }

  /** Starts the threads that pass a connection through. The sockets are closed with the proxy. */
  protected abstract void connect(Socket client, Socket upstream) throws IOException;

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      sockets.add(client);
      try {
        Socket upstream = new Socket(server.host(), server.port());
        sockets.add(upstream);
        connect(client, upstream);
      } catch (IOException e) {
        // The client sees that there is no server; the next one may find it.
        client.close();
      }
    }
  }

  /** A task that ends when its sockets are closed. */
  @FunctionalInterface
  protected interface Work {
    void run() throws IOException;
  }

  /** Starts a daemon thread. */
  protected static void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A socket was closed by a peer, by the proxy or by close().
                return;
              }
            },
            "loopback-proxy");
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
