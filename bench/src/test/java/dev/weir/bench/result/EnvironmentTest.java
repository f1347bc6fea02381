package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static final Environment ENVIRONMENT =
      new Environment(
          "AMD EPYC 7B13", 2, 7_976, "Linux 6", "Debian 17.0.15+6", Map.of("postgres", "18.6"));

  @Test
  void key_ofMemoryWithinAGibibyte_isEqual() {
    assertThat(ENVIRONMENT.key()).matches("[0-9a-f]{10}").isEqualTo(withMemory(7_981).key());
    assertThat(withMemory(15_950).key()).isNotEqualTo(ENVIRONMENT.key());
  }

  @Test
  void key_ofAnotherServer_differs() {
    assertThat(ENVIRONMENT.withFacts(Map.of("postgres", "17.6")).key())
        .isNotEqualTo(ENVIRONMENT.key());
  }

  private static Environment withMemory(long mib) {
    return new Environment(
        ENVIRONMENT.cpuModel(),
        ENVIRONMENT.cores(),
        mib,
        ENVIRONMENT.kernel(),
        ENVIRONMENT.jdk(),
        ENVIRONMENT.facts());
  }
}
