package dev.weir.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.Connector;
import dev.weir.core.connector.memory.MemoryConnector;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ConnectorsTest {
  /** Has the name of another connector. */
  public static final class Twin implements Connector {
    @Override
    public String name() {
      return MemoryConnector.NAME;
    }

    @Override
    public String description() {
      return "";
    }
  }

  @Test
  void load_findsConnectorsAndMeasuresLoadTimes() {
    AtomicLong clock = new AtomicLong();
    Connectors connectors = Connectors.load(getClass().getClassLoader(), () -> clock.getAndAdd(5));

    assertThat(connectors.find("memory")).containsInstanceOf(MemoryConnector.class);
    assertThat(connectors.find("none")).isEmpty();
    assertThat(connectors.loadNanos("memory")).isEqualTo(5);
    assertThat(connectors.loadNanos("none")).isZero();
  }

  @Test
  void load_duplicateName_isRejected(@TempDir Path directory) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(Connector.class.getName()), Twin.class.getName());
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      assertThatThrownBy(() -> Connectors.load(loader, System::nanoTime))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Two connectors are called memory")
          .hasMessageContaining("Twin");
    }
  }
}
