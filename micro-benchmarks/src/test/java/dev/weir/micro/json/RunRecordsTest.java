package dev.weir.micro.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.cli.RunRecord;
import dev.weir.core.pipeline.PipelineResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRecordsTest {
  private final PipelineResult result = RunRecords.result();

  @Test
  void check_ownRecord_passes() {
    assertThatCode(() -> RunRecords.check(result, RunRecord.json(result)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "5f0c1d6e, 5f0c1d6f, the run",
    "1000000, 1000001, the rows",
    "1.123456, 1.123457, the duration",
    "2.125, 2.25, weir finds",
    "notices, warnings, the notices",
    "245.5, 245.50, the record"
  })
  void check_otherValue_isReported(String value, String other, String message) {
    String broken = RunRecord.json(result).replace(value, other);

    assertThatThrownBy(() -> RunRecords.check(result, broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }
}
