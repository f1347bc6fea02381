package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
  @TempDir Path work;

  @Test
  void open_unknownProvider_failsWithTheKnownOnes() {
    assertThatThrownBy(() -> Providers.open("oracle", work))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("auto, embedded, docker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "x", "-1"})
  void open_invalidPort_fails(String port) {
    assertThatThrownBy(() -> Providers.open("embedded", work, Map.of("WEIR_POSTGRES_PORT", port)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("WEIR_POSTGRES_PORT is " + port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "docker"})
  void open_portInUse_failsWithThePort(String provider) throws IOException {
    try (ServerSocket taken = LoopbackPort.bind(0)) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(() -> Providers.open(provider, work, Map.of("WEIR_POSTGRES_PORT", port)))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("Port " + port + " of 127.0.0.1 is in use");
    }
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void open_noDockerEngine_fails() {
    assumeTrue(!DockerEngine.answers(), "a Docker engine answers");
    assertThatThrownBy(() -> Providers.open("docker", work))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("No Docker engine answers");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void open_dockerEngine_startsAContainerAndLeavesNothing() {
    assumeTrue(DockerEngine.answers(), "no Docker engine answers");
    try (PostgresServer server = Providers.open("auto", work)) {
      assertThat(server.provider()).isEqualTo("docker");
      server.createLayout();
      assertThat(Databases.of(server.endpoint()).version()).isEqualTo(server.version());
    }
    assertThat(work).isEmptyDirectory();
  }
}
