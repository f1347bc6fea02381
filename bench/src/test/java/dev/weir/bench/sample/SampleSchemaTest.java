package dev.weir.bench.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the published schema of a line and the Java that writes and reads it together. */
class SampleSchemaTest {
  private static final Sample SAMPLE =
      Records.process("copy", false, Optional.of(Arm.A), 1, 0.4).get(2);
  private static final String LINE = SampleJson.write(SAMPLE);

  private final String schemaText = schemaText();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schemaText);

  @Test
  void schema_acceptsWhatIsWritten() {
    assertThat(schema.validate(LINE, InputFormat.JSON)).isEmpty();
    Sample limit = Records.process("limit", true, Optional.empty(), 1, 0.4).get(0);
    assertThat(schema.validate(SampleJson.write(limit), InputFormat.JSON)).isEmpty();
  }

  @Test
  void schema_listsEveryFieldThatTheHarnessWritesAndNoOther() {
    List<String> written = names(Fields.parse(LINE).json());
    written.removeAll(List.of("pipeline", "run_id", "jdk", "source_version", "dest_version"));
    written.removeAll(List.of("load_method", "codec"));
    assertThat(names(properties())).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void schema_andReader_requireTheSameFields() {
    List<String> required = new ArrayList<>();
    Fields.parse(schemaText).json().get("required").forEach(name -> required.add(name.textValue()));
    for (String field : names(properties())) {
      ObjectNode without = Fields.parse(LINE).json();
      without.remove(field);
      String line = without.toString();
      if (required.contains(field)) {
        assertThat(schema.validate(line, InputFormat.JSON)).as(field).isNotEmpty();
        assertThatThrownBy(() -> SampleJson.read(line))
            .as(field)
            .isInstanceOf(IncompleteRecordException.class);
      } else {
        assertThat(schema.validate(line, InputFormat.JSON)).as(field).isEmpty();
        assertThat(SampleJson.read(line)).as(field).isNotNull();
      }
    }
  }

  @Test
  void read_writtenLine_isTheSampleAgain() {
    assertThat(SampleJson.write(SampleJson.read(LINE))).isEqualTo(LINE);
    assertThat(SampleJson.read(LINE).slot()).isEqualTo(SAMPLE.slot());
    assertThat(SampleJson.read(LINE).environment()).isEqualTo(SAMPLE.environment());
    assertThat(SampleJson.read(LINE).noise()).isEqualTo(SAMPLE.noise());
    assertThat(SampleJson.read(LINE).build()).isEqualTo(SAMPLE.build());
  }

  @Test
  void write_unknownFieldOfTheEngine_isKept() {
    assertThat(LINE).contains("\"load_method\":\"copy\"").contains("\"run_id\":\"r-3\"");
  }

  @Test
  void write_fieldOfTheEngineThatIsOurs_isRefused() {
    RunRecord run =
        RunRecord.parse(Records.limitLine(1, 0.2).replace("\"repeat\"", "\"seed\":1,\"repeat\""));
    Sample sample =
        new Sample(
            SAMPLE.timestamp(),
            SAMPLE.subject(),
            Phase.COLD,
            SAMPLE.build(),
            SAMPLE.slot(),
            SAMPLE.environment(),
            SAMPLE.noise(),
            SAMPLE.facts(),
            run);
    assertThatThrownBy(() -> SampleJson.write(sample)).hasMessageContaining("seed");
  }

  private ObjectNode properties() {
    return (ObjectNode) Fields.parse(schemaText).json().get("properties");
  }

  private static List<String> names(ObjectNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String schemaText() {
    try (InputStream in =
        SampleSchemaTest.class.getResourceAsStream("/dev/weir/bench/sample.schema.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
