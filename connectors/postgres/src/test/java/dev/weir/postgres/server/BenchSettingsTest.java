package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSettingsTest {
  @Test
  void arguments_matchTheComposeFile() throws IOException {
    try (InputStream file = BenchSettingsTest.class.getResourceAsStream("/docker-compose.yml")) {
      assertThat(file).isNotNull();
      List<String> arguments =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith("- -c") || line.matches("- [a-z_]+=.*"))
              .map(line -> line.substring(2))
              .toList();
      assertThat(arguments).isEqualTo(BenchSettings.arguments());
    }
  }
}
