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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes a server's connections through on loopback, and breaks those in which a load commits: the
 * first COMMIT after a receipt was written. For connections without TLS.
 */
final class CommitRelay implements AutoCloseable {
  private static final String RECEIPT = "INSERT INTO \"raw\".\"_weir_receipts\"";
  private static final String COMMIT = "COMMIT";

  /** Which part of the exchange is lost. */
  enum Loss {
    /** The server never hears of the COMMIT. */
    REQUEST,
    /** The server commits, and its answer is lost. */
    ANSWER,
    /** The server commits, and nothing is heard of it: the connection stays open. */
    SILENCE
  }

  private final TestEndpoint server;
  private final Loss loss;
  private final AtomicInteger lossesLeft;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private CommitRelay(TestEndpoint server, Loss loss, int losses, ServerSocket listener) {
    this.server = server;
    this.loss = loss;
    this.lossesLeft = new AtomicInteger(losses);
    this.listener = listener;
  }

  /**
   * Starts to listen.
   *
   * @param losses how many COMMITs are hit
   */
  static CommitRelay start(TestEndpoint server, Loss loss, int losses) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CommitRelay relay = new CommitRelay(server, loss, losses, listener);
    thread(relay::accept);
    return relay;
  }

  int port() {
    return listener.getLocalPort();
  }

  int lossesLeft() {
    return lossesLeft.get();
  }

  private void accept() throws IOException {
    while (true) {
      Connection connection =
          new Connection(listener.accept(), new Socket(server.host(), server.port()));
      sockets.addAll(List.of(connection.client, connection.server));
      thread(connection::passRequests);
      thread(connection::passAnswers);
    }
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean answerIsLost;
    private volatile boolean silent;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void passRequests() throws IOException {
      try (client;
          server) {
        InputStream from = client.getInputStream();
        OutputStream to = server.getOutputStream();
        byte[] buffer = new byte[64 << 10];
        boolean receiptSeen = false;
        int length = from.read(buffer);
        while (length >= 0) {
          String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
          receiptSeen |= text.contains(RECEIPT);
          if (receiptSeen && text.contains(COMMIT) && takeLoss()) {
            if (loss == Loss.REQUEST) {
              return;
            }
            silent = loss == Loss.SILENCE;
            answerIsLost = loss == Loss.ANSWER;
          }
          to.write(buffer, 0, length);
          length = from.read(buffer);
        }
      }
    }

    void passAnswers() throws IOException {
      try (client;
          server) {
        InputStream from = server.getInputStream();
        OutputStream to = client.getOutputStream();
        byte[] buffer = new byte[64 << 10];
        int length = from.read(buffer);
        while (length >= 0 && !answerIsLost) {
          if (!silent) {
            to.write(buffer, 0, length);
          }
          length = from.read(buffer);
        }
      }
    }
  }

  private boolean takeLoss() {
    return lossesLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
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
                // A socket was closed: by a peer, by the loss, or by close().
                return;
              }
            },
            "commit-relay");
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
