package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.postgres.server.BenchLayout.Location;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchLayoutTest {
  @Test
  void environment_isParsedAgain() {
    BenchLayout layout =
        new BenchLayout(new Location("one db", "one"), new Location("two", "Two \"schema\""));
    assertThat(layout.environment())
        .containsOnlyKeys(
            "WEIR_SOURCE_DATABASE",
            "WEIR_SOURCE_SCHEMA",
            "WEIR_DESTINATION_DATABASE",
            "WEIR_DESTINATION_SCHEMA");
    assertThat(BenchLayout.fromEnvironment(layout.environment())).isEqualTo(layout);
  }

  @ParameterizedTest
  @CsvSource({
    "WEIR_SOURCE_DATABASE, ''",
    "WEIR_DESTINATION_SCHEMA, ''",
    "WEIR_SOURCE_SCHEMA, x234567890123456789012345678901234567890123456789012345678901234",
  })
  void fromEnvironment_missingName_failsWithTheVariable(String variable, String value) {
    Map<String, String> environment = new HashMap<>(BenchLayout.ON_OWN_SERVER.environment());
    environment.put(variable, value);
    assertThatThrownBy(() -> BenchLayout.fromEnvironment(environment))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining("weir-postgres serve --ready");
  }
}
