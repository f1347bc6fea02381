package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Fields;
import dev.weir.bench.result.IncompleteRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares the published schema of a line with the Java that writes and reads it. */
class ForkRecordJsonTest {
  private static final ForkRecord FORK =
      ForkFixture.fork(
          ForkFixture.row("encode", "100"),
          ForkFixture.pair(3, 2, Arm.B),
          812.5,
          Map.of(
              "rows", new SecondaryScores("ns/op", List.of(8.125)),
              "bytes", new SecondaryScores("ns/op", List.of(0.2)),
              "gc.alloc.rate.norm", new SecondaryScores("B/op", List.of(32.0)),
              "p0.99", new SecondaryScores("us/op", List.of(1.5)),
              "heldBytes", new SecondaryScores("#", List.of(96.0))));
  private static final String LINE = ForkRecordJson.write(FORK);

  private final String schemaText = schemaText();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schemaText);

  @Test
  void schema_acceptsWhatIsWritten() {
    assertThat(schema.validate(LINE, InputFormat.JSON)).isEmpty();
    ForkRecord plain = ForkFixture.fork(ForkFixture.row("encode", "100"), ForkSlot.of("run", 0), 1);
    assertThat(schema.validate(ForkRecordJson.write(plain), InputFormat.JSON)).isEmpty();
  }

  @Test
  void schema_listsEveryFieldThatIsWrittenAndNoOther() {
    assertThat(names((ObjectNode) Fields.parse(schemaText).json().get("properties")))
        .containsExactlyInAnyOrderElementsOf(names(Fields.parse(LINE).json()));
  }

  @Test
  void schema_andReader_requireTheSameFields() {
    List<String> required = new ArrayList<>();
    Fields.parse(schemaText).json().get("required").forEach(name -> required.add(name.asText()));
    for (String field : names(Fields.parse(LINE).json())) {
      ObjectNode without = Fields.parse(LINE).json();
      without.remove(field);
      String line = without.toString();
      assertThat(schema.validate(line, InputFormat.JSON).isEmpty())
          .as("schema without " + field)
          .isEqualTo(!required.contains(field));
      if (required.contains(field)
          && !field.equals("figures")
          && !field.equals("environment_key")) {
        assertThatThrownBy(() -> ForkRecordJson.read(line))
            .as(field)
            .isInstanceOf(IncompleteRecordException.class);
      } else {
        assertThat(ForkRecordJson.read(line)).as(field).isNotNull();
      }
    }
  }

  @Test
  void read_writtenLine_isTheForkAgain() {
    assertThat(ForkRecordJson.read(LINE)).isEqualTo(FORK);
    assertThat(ForkRecordJson.write(ForkRecordJson.read(LINE))).isEqualTo(LINE);
  }

  @Test
  void write_figures_sayWhatTheyAre() {
    assertThat(LINE)
        .contains(
            "\"figures\":{\"ns_per_op\":812.5,\"ns_per_row\":8.125,\"gb_per_sec\":5.0,\"rows_per_op\":100.0,"
                + "\"alloc_bytes_per_op\":32.0,\"alloc_bytes_per_row\":0.32,\"p99_ns_per_op\":1500.0,"
                + "\"held_bytes\":96.0}")
        .contains("\"environment_key\":\"" + ForkFixture.ENVIRONMENT.key() + "\"");
  }

  @Test
  void read_lineOfAnUnknownVersion_namesIt() {
    assertThatThrownBy(
            () -> ForkRecordJson.read(LINE.replace("\"schema_version\":1", "\"schema_version\":2")))
        .hasMessage("schema_version 2 is unknown; this version reads 1");
  }

  @Test
  void read_withoutScores_saysSo() {
    assertThatThrownBy(
            () -> ForkRecordJson.read(LINE.replace("\"scores\":[812.5]", "\"scores\":[]")))
        .hasMessage("field scores must have at least one number");
  }

  private static List<String> names(ObjectNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String schemaText() {
    Path folder = Path.of("").toAbsolutePath();
    try {
      return Files.readString(folder.resolveSibling("docs/micro-record.schema.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
