package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares docs/run-record.schema.json with the harness's reader and with the records of the fake
 * connector; core and the benchmark's servers compare it with theirs.
 */
class RunRecordSchemaTest {
  /** Of the schema; {@code recorded-run.schema.json} refers to it. */
  static final String ID = "urn:weir:run-record";

  private static final String LINE = Records.engineLine(1, 0.4);

  @TempDir Path directory;

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text());

  /** The schema, from the resource that is published with the harness. */
  static String text() {
    return RecordedRunSchemaTest.resource("run-record.schema.json");
  }

  static ObjectNode properties() {
    return (ObjectNode) Fields.parse(text()).json().get("properties");
  }

  static List<String> required() {
    List<String> required = new ArrayList<>();
    Fields.parse(text()).json().get("required").forEach(name -> required.add(name.textValue()));
    return required;
  }

  @Test
  void schema_acceptsTheRecordsOfTheTests() {
    assertThat(schema.validate(LINE, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(Records.limitLine(1, 0.2), InputFormat.JSON)).isEmpty();
    assertThat(names(Fields.parse(LINE).json()))
        .containsExactlyInAnyOrderElementsOf(names(properties()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow", "fast", "limit"})
  void schema_acceptsTheRecordsOfTheFakeConnector(String mode) throws Exception {
    Path record = directory.resolve("record.jsonl");
    ProcessBuilder fake = new ProcessBuilder("bash", "test/fake/run.sh", mode);
    fake.environment()
        .putAll(
            Map.of(
                "BENCH_RECORD", record.toString(),
                "BENCH_CONNECTOR", "fake",
                "BENCH_DIST", directory.resolve("dist").toString(),
                "BENCH_ROWS", "100",
                "BENCH_WARMUP", "1",
                "BENCH_REPEATS", "2",
                "FAKE_TRACE", directory.resolve("trace").toString()));
    assertThat(fake.inheritIO().start().waitFor()).isZero();

    List<String> lines = Files.readAllLines(record);
    assertThat(lines).hasSize(4);
    for (String line : lines) {
      assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
      assertThat(names(properties())).containsAll(names(Fields.parse(line).json()));
    }
  }

  @ParameterizedTest
  @MethodSource("required")
  void parse_missingRequiredField_isNamed(String field) {
    String line = without(field);

    assertThat(schema.validate(line, InputFormat.JSON)).isNotEmpty();
    assertThatThrownBy(() -> EngineRecord.parse(line))
        .isInstanceOf(IncompleteRecordException.class)
        .hasMessageContaining("field " + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source_hash", "dest_hash", "dest_rows"})
  void faults_missingFieldOfAVerifiedRun_isNamed(String field) {
    String line = without(field);

    assertThat(schema.validate(line, InputFormat.JSON)).isNotEmpty();
    assertThat(EngineRecord.parse(line).faults(50_000, Optional.empty()))
        .singleElement()
        .asString()
        .contains(field + " is missing");
  }

  @Test
  void parse_otherFieldsMissing_isAccepted() {
    List<String> named = new ArrayList<>(required());
    named.addAll(List.of("source_hash", "dest_hash", "dest_rows"));
    List<String> others = names(properties());
    others.removeAll(named);
    for (String field : others) {
      assertThat(schema.validate(without(field), InputFormat.JSON)).as(field).isEmpty();
      assertThat(EngineRecord.parse(without(field)).faults(50_000, Optional.empty()))
          .as(field)
          .isEmpty();
    }
  }

  @Test
  void parse_metricOfAnotherType_isNamed() {
    for (Metric metric : Metric.values()) {
      String field = metric.field();
      ObjectNode record = Fields.parse(LINE).json();
      record.put(field, "text");
      assertThat(schema.validate(record.toString(), InputFormat.JSON)).as(field).isNotEmpty();
      assertThatThrownBy(() -> EngineRecord.parse(record.toString()))
          .isInstanceOf(IncompleteRecordException.class)
          .hasMessageContaining("field " + field);
    }
    assertThat(names(properties()))
        .containsAll(Arrays.stream(Metric.values()).map(Metric::field).toList());
  }

  private static String without(String field) {
    ObjectNode record = Fields.parse(LINE).json();
    record.remove(field);
    return record.toString();
  }

  static List<String> names(ObjectNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
