package dev.weir.bench.result;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares the published schema of a line with the Java that writes and reads it. */
class RecordedRunSchemaTest {
  private static final RecordedRun RUN =
      Records.process("copy", false, Optional.of(Arm.A), 1, 0.4).get(2);
  private static final String LINE = RecordedRunJson.write(RUN);

  private final String schemaText = resource("recorded-run.schema.json");
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              builder ->
                  builder.schemas(Map.of(RunRecordSchemaTest.ID, RunRecordSchemaTest.text())))
          .getSchema(schemaText);

  @Test
  void schema_acceptsWhatIsWritten() {
    assertThat(schema.validate(LINE, InputFormat.JSON)).isEmpty();
    RecordedRun limit = Records.process("limit", true, Optional.empty(), 1, 0.4).get(0);
    assertThat(schema.validate(RecordedRunJson.write(limit), InputFormat.JSON)).isEmpty();
  }

  @Test
  void schema_listsEveryFieldThatTheHarnessWritesAndNoOther() {
    List<String> written = RunRecordSchemaTest.names(Fields.parse(LINE).json());
    written.removeAll(RunRecordSchemaTest.names(RunRecordSchemaTest.properties()));
    assertThat(RunRecordSchemaTest.names(properties()))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void schema_andReader_requireTheSameFields() {
    List<String> required = RunRecordSchemaTest.required();
    Fields.parse(schemaText).json().get("required").forEach(name -> required.add(name.textValue()));
    for (String field : RunRecordSchemaTest.names(Fields.parse(LINE).json())) {
      ObjectNode without = Fields.parse(LINE).json();
      without.remove(field);
      String line = without.toString();
      if (required.contains(field)) {
        assertThat(schema.validate(line, InputFormat.JSON)).as(field).isNotEmpty();
        assertThatThrownBy(() -> RecordedRunJson.read(line))
            .as(field)
            .isInstanceOf(IncompleteRecordException.class);
      } else {
        assertThat(schema.validate(line, InputFormat.JSON)).as(field).isEmpty();
        assertThat(RecordedRunJson.read(line)).as(field).isNotNull();
      }
    }
  }

  @Test
  void read_writtenLine_isTheRunAgain() {
    assertThat(RecordedRunJson.write(RecordedRunJson.read(LINE))).isEqualTo(LINE);
    assertThat(RecordedRunJson.read(LINE).slot()).isEqualTo(RUN.slot());
    assertThat(RecordedRunJson.read(LINE).environment()).isEqualTo(RUN.environment());
    assertThat(RecordedRunJson.read(LINE).noise()).isEqualTo(RUN.noise());
    assertThat(RecordedRunJson.read(LINE).build()).isEqualTo(RUN.build());
    assertThat(RecordedRunJson.read(LINE).harness()).isEqualTo(RUN.harness());
  }

  @Test
  void read_lineOfVersion1_hasNoHarness() {
    ObjectNode old = Fields.parse(LINE).json();
    old.put("schema_version", 1);
    old.remove(List.of("harness", "build_digest"));
    RecordedRun run = RecordedRunJson.read(old.toString());
    assertThat(run.harness()).isEqualTo(Harness.UNKNOWN);
    assertThat(run.build().digest()).isEmpty();
    assertThat(run.environment()).isEqualTo(RUN.environment());
  }

  @Test
  void read_lineOfAnUnknownVersion_namesIt() {
    assertThatThrownBy(
            () ->
                RecordedRunJson.read(LINE.replace("\"schema_version\":2", "\"schema_version\":3")))
        .hasMessageContaining("schema_version 3 is unknown; this harness reads versions 1 and 2");
  }

  @Test
  void write_unknownFieldOfTheEngine_isKept() {
    assertThat(LINE).contains("\"load_method\":\"copy\"").contains("\"run_id\":\"r-3\"");
  }

  @Test
  void write_fieldOfTheHarnessInTheRecord_isRefused() {
    EngineRecord record =
        EngineRecord.parse(
            Records.limitLine(1, 0.2).replace("\"repeat\"", "\"seed\":1,\"repeat\""));
    RecordedRun run =
        new RecordedRun(
            RUN.timestamp(),
            RUN.subject(),
            Phase.COLD,
            RUN.build(),
            RUN.slot(),
            RUN.environment(),
            RUN.noise(),
            RUN.facts(),
            record);
    assertThatThrownBy(() -> RecordedRunJson.write(run)).hasMessageContaining("seed");
  }

  private ObjectNode properties() {
    return (ObjectNode) Fields.parse(schemaText).json().get("properties");
  }

  static String resource(String name) {
    try (InputStream in =
        RecordedRunSchemaTest.class.getResourceAsStream("/dev/weir/bench/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
