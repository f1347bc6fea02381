package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.config.ConfigException;
import dev.weir.core.config.Connectors;
import dev.weir.core.config.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of {@code config}, in the code and in docs/pipeline.schema.json. */
class FilesConfigTest {
  private static final Path SCHEMA = Path.of("../../docs/pipeline.schema.json");

  @TempDir private Path directory;

  private Path document(String source, String destination) throws IOException {
    return new FilesPipeline(directory)
        .write(
            FilesPipeline.files("in", source),
            "{ name: t }",
            FilesPipeline.files("out", destination));
  }

  private static boolean isValidBySchema(Path document) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    return schema.validate(Files.readString(document), InputFormat.YAML).isEmpty();
  }

  private static String problems(Path document) {
    Throwable thrown =
        catchThrowable(
            () ->
                new PipelineReader(
                        Connectors.load(Connectors.class.getClassLoader(), System::nanoTime),
                        Map.of())
                    .read(document));
    if (thrown == null) {
      return "";
    }
    assertThat(thrown).isInstanceOf(ConfigException.class);
    return ((ConfigException) thrown).problems().toString();
  }

  @Test
  void config_everyValueOfTheSchema_isAccepted() throws IOException {
    JsonNode properties =
        new ObjectMapper()
            .readTree(Files.readString(SCHEMA))
            .at("/$defs/files_location/properties");
    assertThat(properties.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("path", "format", "compression");
    for (String key : List.of("format", "compression")) {
      List<String> values = new ArrayList<>();
      properties.at("/" + key + "/enum").forEach(value -> values.add(value.asText()));
      assertThat(values).isNotEmpty().contains(properties.at("/" + key + "/default").asText());
      for (String value : values) {
        String other = key.equals("format") ? "" : "format: csv, ";
        String destination = value.equals("auto") && other.isEmpty() ? "csv" : value;
        String source = value.equals("table") ? "csv" : value;
        Path document = document(key + ": " + source, other + key + ": " + destination);
        assertThat(isValidBySchema(document)).as(value).isTrue();
        assertThat(problems(document)).isEmpty();
      }
    }
  }

  @Test
  void config_everyFormOfValues_isAcceptedWithArrow() throws IOException {
    JsonNode values =
        new ObjectMapper()
            .readTree(Files.readString(SCHEMA))
            .at("/$defs/files_destination/properties/values/enum");
    assertThat(values).hasSize(4);
    for (JsonNode value : values) {
      Path document = document("format: csv", "format: arrow, values: " + value.asText());
      assertThat(isValidBySchema(document)).isTrue();
      assertThat(problems(document)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "formats: csv | format: csv | formats",
        "format: xml | format: csv | xml",
        "compression: lz4 | format: csv | lz4",
        "format: csv | 'format: arrow, values: decimal' | decimal",
        "format: csv | format: csv, columns: [a b] | columns"
      })
  void config_unknownKeysAndValues_areRefusedByBoth(String source, String destination, String named)
      throws IOException {
    Path document = document(source, destination);

    assertThat(isValidBySchema(document)).isFalse();
    assertThat(problems(document)).contains(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "columns: [id] | format: csv | source.config.columns",
        "columns: [id integer, id text] | format: csv | declared twice",
        "format: csv | compression: none | destination.config.format",
        "format: table | format: csv | source.config.format",
        "format: csv | format: jsonl, values: arrow | destination.config.values",
        "format: csv | format: csv, values: native | destination.config.values",
      })
  void config_invalidTogether_isRefused(String source, String destination, String named)
      throws IOException {
    assertThat(problems(document(source, destination))).contains(named);
  }
}
