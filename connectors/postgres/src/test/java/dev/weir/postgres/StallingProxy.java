package dev.weir.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * A loopback proxy that can stall: it then keeps connections open and accepts new ones, but
 * forwards no data, like a network that drops packets. For connections without TLS.
 */
final class StallingProxy extends LoopbackProxy {
  private static final String NEVER = "\0 never";

  private final String stallAt;
  private final CountDownLatch stalled = new CountDownLatch(1);

  private StallingProxy(TestEndpoint server, String stallAt) throws IOException {
    super(server);
    this.stallAt = stallAt;
  }

  /** Starts a proxy that stalls when {@link #stall} is called. */
  static StallingProxy start(TestEndpoint server) throws IOException {
    return startAndStallAt(server, NEVER);
  }

  /**
   * Starts a proxy that stalls when a client sends a text.
   *
   * @param text is not forwarded to the server
   */
  static StallingProxy startAndStallAt(TestEndpoint server, String text) throws IOException {
    StallingProxy proxy = new StallingProxy(server, text);
    proxy.start();
    return proxy;
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

  @Override
  protected void connect(Socket client, Socket upstream) {
    thread(() -> forward(client, upstream, stallAt));
    thread(() -> forward(upstream, client, NEVER));
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
}
