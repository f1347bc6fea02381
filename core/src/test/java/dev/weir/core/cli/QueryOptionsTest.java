package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryOptionsTest {
  private final Terminal terminal = new Terminal();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query|Name an SQL text or --table NAME, one of them",
        "query x --table t|Name an SQL text or --table NAME, one of them",
        "query --table t --param a=b|--param is for an SQL text, and there is none",
        "query x --param a|should be in KEY=VALUE format but was a",
        "query x y|Unmatched argument at index 2: 'y'",
        "query x|No installed connector takes --source as a connection string",
      })
  void usageError_isTold(String line, String message) {
    assertThat(terminal.run(line.split(" ", -1))).isEqualTo(64);
    assertThat(terminal.err()).startsWith("weir: ").contains(message).contains("Usage: weir query");
    assertThat(terminal.out()).isEmpty();
  }
}
