package dev.weir.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.connector.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/pipeline.schema.json and the code to the same keys, values and verdicts. */
class PipelineSchemaTest {
  private static final Path SCHEMA = Path.of("../docs/pipeline.schema.json");
  private static final Path SAMPLES = Path.of("src/test/resources/pipelines");
  private static final Map<String, String> ENVIRONMENT = Map.of("ROWS", "10", "TABLE", "numbers");

  static String sample(String name) throws IOException {
    return Files.readString(SAMPLES.resolve(name));
  }

  static List<Path> valid() throws IOException {
    return samples("valid");
  }

  static List<Path> invalid() throws IOException {
    return samples("invalid");
  }

  private static List<Path> samples(String directory) throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES.resolve(directory))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void read_validSample_isAcceptedBySchemaAndReader(Path file) throws IOException {
    assertThat(schemaErrors(Files.readString(file))).isEmpty();
    assertThat(PipelineDocuments.reader(ENVIRONMENT).read(file).config().name()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void read_invalidSample_isRejectedBySchemaAndReader(Path file) throws IOException {
    String document = Files.readString(file);

    assertThat(schemaErrors(document)).isNotEmpty();
    assertThat(PipelineDocuments.problems(document, ENVIRONMENT)).isNotEmpty();
  }

  /** The code lists what it knows when it meets a key that it does not know. */
  @ParameterizedTest
  @CsvSource({
    "'', /properties",
    "source, /$defs/source/properties",
    "source.streams[0], /$defs/stream/properties",
    "transforms[0], /$defs/transform/properties",
    "transforms[0].outputs[0], /$defs/output/properties",
    "destination, /$defs/destination/properties",
    "destination.schema_evolution, /$defs/destination/properties/schema_evolution/properties",
    "state, /$defs/state/properties",
    "resources, /$defs/resources/properties",
  })
  void schema_keys_matchTheReader(String section, String pointer) throws IOException {
    String path = section.isEmpty() ? "zzz" : section + ".zzz";

    assertThat(allowed(sample("unknown-keys.yaml"), path))
        .containsExactlyInAnyOrderElementsOf(keys(pointer));
  }

  /** And what values it takes, when it meets one that it does not take. */
  @ParameterizedTest
  @CsvSource({
    "source.streams[0].sync_mode, /$defs/stream/properties/sync_mode",
    "destination.write_mode, /$defs/destination/properties/write_mode",
    "destination.replace, /$defs/destination/properties/replace",
    "destination.create, /$defs/destination/properties/create",
    "destination.on_receipt_mismatch, /$defs/destination/properties/on_receipt_mismatch",
    "destination.on_data_error, /$defs/destination/properties/on_data_error",
    "destination.schema_evolution.new_column,"
        + " /$defs/destination/properties/schema_evolution/properties/new_column",
    "destination.schema_evolution.removed_column,"
        + " /$defs/destination/properties/schema_evolution/properties/removed_column",
    "destination.schema_evolution.type_change,"
        + " /$defs/destination/properties/schema_evolution/properties/type_change",
    "destination.schema_evolution.nullability_change,"
        + " /$defs/destination/properties/schema_evolution/properties/nullability_change",
    "transforms[0].main, /$defs/transform/properties/main",
    "state.backend, /$defs/state/properties/backend",
    "resources.compression, /$defs/resources/properties/compression",
  })
  void schema_values_matchTheReader(String path, String pointer) throws IOException {
    assertThat(allowed(sample("unknown-values.yaml"), path))
        .containsExactlyInAnyOrderElementsOf(values(pointer));
  }

  @Test
  void schema_defaults_matchTheReader() throws IOException {
    JsonNode resources = schema().at("/$defs/resources/properties");

    assertThat(resources.at("/max_batch_bytes/default").asText())
        .isEqualTo(Resources.DEFAULT_BATCH_BYTES_MAX.toString());
    assertThat(resources.at("/max_batch_rows/default").asInt())
        .isEqualTo(Resources.DEFAULT_BATCH_ROWS_MAX);
    assertThat(resources.at("/max_inflight_bytes/default").asText())
        .isEqualTo(Resources.DEFAULT_INFLIGHT_BYTES_MAX.toString());
    assertThat(resources.at("/max_retries/default").asInt())
        .isEqualTo(Resources.DEFAULT_RETRIES_MAX);
    JsonNode destination = schema().at("/$defs/destination/properties");
    WriteOptions options = WriteOptions.DEFAULTS;
    assertThat(defaultOf(destination, "write_mode")).isEqualTo(options.mode().name());
    assertThat(defaultOf(destination, "replace")).isEqualTo(options.replace().name());
    assertThat(defaultOf(destination, "create")).isEqualTo(options.create().name());
    assertThat(destination.at("/create_types/default").asBoolean())
        .isEqualTo(options.createTypes());
    assertThat(defaultOf(destination, "on_receipt_mismatch"))
        .isEqualTo(options.onReceiptMismatch().name());
    JsonNode evolution = destination.at("/schema_evolution/properties");
    assertThat(defaultOf(evolution, "new_column"))
        .isEqualTo(options.evolution().newColumn().name());
    assertThat(defaultOf(evolution, "removed_column"))
        .isEqualTo(options.evolution().removedColumn().name());
    assertThat(defaultOf(evolution, "nullability_change"))
        .isEqualTo(options.evolution().nullabilityChange().name());
    assertThat(schema().at("/$defs/state/properties/path/default").asText())
        .isEqualTo(PipelineReader.STATE_PATH_DEFAULT);
  }

  @Test
  void schema_bounds_matchTheReader() throws IOException {
    JsonNode resources = schema().at("/$defs/resources/properties");

    assertThat(resources.at("/max_batch_rows/anyOf/0/maximum").asInt())
        .isEqualTo(ResourcesReader.BATCH_ROWS_LIMIT);
    assertThat(resources.at("/max_retries/anyOf/0/maximum").asInt())
        .isEqualTo(ResourcesReader.RETRIES_LIMIT);
  }

  private static String defaultOf(JsonNode properties, String key) {
    return properties.at("/" + key + "/default").asText().toUpperCase(Locale.ROOT);
  }

  private static List<String> allowed(String document, String path) {
    return PipelineDocuments.problems(document, ENVIRONMENT).stream()
        .filter(problem -> problem.path().equals(path))
        .map(problem -> problem.message().replaceFirst(".*allowed: ", ""))
        .flatMap(list -> Stream.of(list.split(", ", -1)))
        .toList();
  }

  private static List<String> keys(String pointer) throws IOException {
    List<String> names = new ArrayList<>();
    schema().at(pointer).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> values(String pointer) throws IOException {
    List<String> values = new ArrayList<>();
    schema().at(pointer).get("enum").forEach(value -> values.add(value.asText()));
    return values;
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(Files.readString(SCHEMA));
  }

  private static List<com.networknt.schema.Error> schemaErrors(String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    return schema.validate(yaml, InputFormat.YAML);
  }
}
