package dev.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.integration.fixture.BenchmarkDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HoldingRelayTest {
  private static final int TIMEOUT_MILLIS = 20_000;

  @Test
  void hold_readerThatFails_isReported() throws Exception {
    FirstByteBenchmark.Table table = new FirstByteBenchmark.Table();
    table.rows = 10;
    table.open();
    table.batchBytes = "few";

    assertThatThrownBy(() -> new FirstByteBenchmark.HeldRead().hold(table))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("few");

    table.close();
  }

  @Test
  void awaitFirstByte_noData_isAnErrorAfterTheLimit() throws Exception {
    try (HoldingRelay relay = new HoldingRelay(BenchmarkDatabase.source())) {
      assertThatThrownBy(
              () -> relay.awaitFirstByte(new CompletableFuture<>(), Duration.ofMillis(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The server has sent no data of a COPY within 1 ms");
    }
  }

  @Test
  void accept_noServer_closesEachClient() throws Exception {
    try (Socket bound = new Socket()) {
      // Refuses connections, as nobody listens.
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      BenchmarkDatabase none =
          BenchmarkDatabase.source()
              .at(bound.getLocalAddress().getHostAddress(), bound.getLocalPort());
      try (HoldingRelay relay = new HoldingRelay(none)) {
        for (int i = 0; i < 2; i++) {
          try (Socket client = new Socket(relay.database().host(), relay.database().port())) {
            client.setSoTimeout(TIMEOUT_MILLIS);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
          }
        }
      }
    }
  }
}
