package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
  @TempDir Path work;

  @Test
  void namesTheProvidersWhereThereIsNoSuch() {
    assertThatThrownBy(() -> Providers.open("oracle", work))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("auto, embedded, docker");
  }

  @Test
  void saysSoWhereNoDockerEngineAnswers() {
    assumeTrue(!DockerEngine.answers(), "a Docker engine answers");
    assertThatThrownBy(() -> Providers.open("docker", work))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("No Docker engine answers");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void startsAContainerAndLeavesNothing() {
    assumeTrue(DockerEngine.answers(), "no Docker engine answers");
    try (PostgresServer server = Providers.open("auto", work)) {
      assertThat(server.provider()).isEqualTo("docker");
      server.createDatabase("source");
      assertThat(Databases.of(server.endpoint()).version()).isEqualTo(server.version());
    }
    assertThat(work).isEmptyDirectory();
  }
}
