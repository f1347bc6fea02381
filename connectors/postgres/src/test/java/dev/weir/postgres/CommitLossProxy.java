package dev.weir.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loopback proxy that interrupts connections during the COMMIT of a load: the first one after the
 * insertion of a receipt. For connections without TLS.
 */
final class CommitLossProxy extends LoopbackProxy {
  private static final String RECEIPT = "INSERT INTO \"raw\".\"_weir_receipts\"";
  private static final String COMMIT = "COMMIT";

  /** The lost part of the message exchange. */
  enum Loss {
    /** The server does not receive COMMIT. */
    REQUEST,
    /** The server commits, and its response is lost. */
    RESPONSE,
    /** The server commits, and its response is lost, but the connection stays open. */
    CONNECTION_STALLS
  }

  private final Loss loss;
  private final AtomicInteger lossesLeft;

  private CommitLossProxy(TestEndpoint server, Loss loss, int losses) throws IOException {
    super(server);
    this.loss = loss;
    this.lossesLeft = new AtomicInteger(losses);
  }

  /**
   * Starts a proxy.
   *
   * @param losses the number of COMMITs to interrupt
   */
  static CommitLossProxy start(TestEndpoint server, Loss loss, int losses) throws IOException {
    CommitLossProxy proxy = new CommitLossProxy(server, loss, losses);
    proxy.start();
    return proxy;
  }

  int lossesLeft() {
    return lossesLeft.get();
  }

  @Override
  protected void connect(Socket client, Socket upstream) {
    Connection connection = new Connection(client, upstream);
    thread(connection::forwardRequests);
    thread(connection::forwardResponses);
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean responseLost;
    private volatile boolean stalled;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void forwardRequests() throws IOException {
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
            stalled = loss == Loss.CONNECTION_STALLS;
            responseLost = loss == Loss.RESPONSE;
          }
          to.write(buffer, 0, length);
          length = from.read(buffer);
        }
      }
    }

    void forwardResponses() throws IOException {
      try (client;
          server) {
        InputStream from = server.getInputStream();
        OutputStream to = client.getOutputStream();
        byte[] buffer = new byte[64 << 10];
        int length = from.read(buffer);
        while (length >= 0 && !responseLost) {
          if (!stalled) {
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
}
