package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class LoopbackProxyTest {
  private static final int TIMEOUT_MILLIS = 20_000;

  @Test
  void accept_noServer_closesEachClient() throws IOException {
    TestEndpoint server = TestServer.endpoint();
    try (Socket bound = new Socket()) {
      // Refuses connections, as nobody listens.
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      TestEndpoint none =
          new TestEndpoint(
              bound.getLocalAddress().getHostAddress(),
              bound.getLocalPort(),
              server.user(),
              server.password());
      try (StallingProxy proxy = StallingProxy.start(none)) {
        for (int i = 0; i < 2; i++) {
          try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.setSoTimeout(TIMEOUT_MILLIS);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
          }
        }
      }
    }
  }
}
