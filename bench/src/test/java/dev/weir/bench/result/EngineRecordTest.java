package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineRecordTest {
  private static final String LINE = Records.engineLine(3, 0.41877);

  @Test
  void parse_fullRecord_hasEveryMetric() {
    EngineRecord record = EngineRecord.parse(LINE);

    assertThat(record.repeat()).isEqualTo(3);
    assertThat(record.metrics()).containsOnlyKeys(Metric.values());
    assertThat(record.metrics())
        .containsAllEntriesOf(
            Map.of(
                Metric.DURATION, 0.41877, Metric.SOURCE_FETCH, 0.25, Metric.RSS_PEAK, 188743680.0));
  }

  @Test
  void parse_recordOfALimitMode_hasOnlyItsTime() {
    assertThat(EngineRecord.parse(Records.limitLine(1, 0.2)).metrics())
        .isEqualTo(Map.of(Metric.DURATION, 0.2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"record_version", "repeat", "records_read", "records_written", "duration_secs"})
  void parse_withoutAFieldThatMustBeThere_namesIt(String field) {
    assertThatThrownBy(() -> EngineRecord.parse(LINE.replace(field, "x_" + field)))
        .isInstanceOf(IncompleteRecordException.class)
        .hasMessageContaining("field " + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"repeat\":3|\"repeat\":0",
        "\"repeat\":3|\"repeat\":2.5",
        "\"repeat\":3|\"repeat\":99999999999",
        "\"records_read\":50000|\"records_read\":\"50000\"",
        "\"records_read\":50000|\"records_read\":-1",
        "\"duration_secs\":0.41877|\"duration_secs\":0",
        "\"duration_secs\":0.41877|\"duration_secs\":\"NaN\"",
        "\"duration_secs\":0.41877|\"duration_secs\":1e999",
        "\"source_fetch_secs\":0.25|\"source_fetch_secs\":-0.25",
        "\"source_hash\":\"9f86d081\"|\"source_hash\":9",
        "\"record_version\":1|\"record_version\":2",
        "\"codec\":\"none\"}|\"codec\":\"no",
        "\"codec\":\"none\"}|\"codec\":\"none\"} {}",
        "\"codec\":\"none\"}|\"repeat\":3}",
      })
  void parse_badField_isRefused(String good, String bad) {
    assertThat(LINE).contains(good);
    assertThatThrownBy(() -> EngineRecord.parse(LINE.replace(good, bad)))
        .isInstanceOf(IncompleteRecordException.class);
  }

  @Test
  void faults_allRowsMovedAndHashesEqual_areNone() {
    assertThat(EngineRecord.parse(LINE).faults(50_000, Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"records_read\":50000|\"records_read\":49999|run 3: records_read is 49999",
        "\"records_written\":50000|\"records_written\":50001|run 3: records_written is 50001",
        "\"dest_rows\":50000|\"dest_rows\":0|run 3: dest_rows is 0, asked for 50000",
        "\"dest_rows\":50000|\"dest_rows\":null|run 3: dest_rows is missing",
        "\"dest_hash\":\"9f86d081\"|\"dest_hash\":\"00000000\"|run 3: the content differs",
        "\"dest_hash\":\"9f86d081\"|\"x\":1|run 3: dest_hash is missing; the content was not verified",
        "\"source_hash\":\"9f86d081\"|\"x\":1|run 3: source_hash is missing; the content was not verified",
      })
  void faults_incorrectRun_areReported(String good, String bad, String fault) {
    assertThat(EngineRecord.parse(LINE.replace(good, bad)).faults(50_000, Optional.empty()))
        .singleElement()
        .asString()
        .startsWith(fault);
  }
}
