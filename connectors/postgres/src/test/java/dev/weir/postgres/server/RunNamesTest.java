package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNamesTest {
  @Test
  void of_timeAndNumber_arePartOfTheNames() {
    RunNames names = RunNames.of(Instant.parse("2026-11-20T11:21:37Z"), -1);
    assertThat(names.source()).isEqualTo("weir_bench_20261120t112137_ffffffff_source");
    assertThat(names.destination()).isEqualTo("weir_bench_20261120t112137_ffffffff_destination");
  }

  @Test
  void names_longestRun_areNotTruncated() {
    RunNames names = new RunNames("x".repeat(40));
    assertThat(names.destination().getBytes(StandardCharsets.UTF_8)).hasSize(63);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "a-b", "a\"b", "x2345678901234567890123456789012345678901"})
  void new_invalidOrTooLongRun_isRejected(String run) {
    assertThatThrownBy(() -> new RunNames(run)).isInstanceOf(IllegalArgumentException.class);
  }
}
