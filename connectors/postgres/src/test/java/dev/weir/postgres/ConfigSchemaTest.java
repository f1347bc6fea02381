package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.core.connector.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the keys of {@code config} in docs/pipeline.schema.json with those of the code. */
class ConfigSchemaTest {
  private static final Path SCHEMA = Path.of("../../docs/pipeline.schema.json");
  private static final Path PIPELINES = Path.of("../../fixtures/postgres/pipelines");

  private static final String PIPELINE =
      """
      version: "1.0"
      pipeline: p
      source:
        use: postgres
        config: {host: h, database: d, user: u%s}
        streams: [{name: t}]
      destination:
        use: postgres
        config: {host: h, database: d, user: u%s}
      """;

  private final PostgresConnector connector = new PostgresConnector();

  static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(PIPELINES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void source_keys_matchTheSchema() throws IOException {
    compare(
        connector.source().orElseThrow()::create,
        List.of("postgres_connection", "postgres_source"));
  }

  @Test
  void destination_keys_matchTheSchema() throws IOException {
    compare(
        connector.destination().orElseThrow()::create,
        List.of("postgres_connection", "postgres_destination"));
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void schema_fixturePipelines_areValid(Path file) throws IOException {
    assertThat(errors(Files.readString(file))).isEmpty();
  }

  @Test
  void schema_unknownKeysOrValues_areInvalid() throws IOException {
    assertThat(errors(PIPELINE.formatted(", fetch_timeout: PT5M", ", load_method: insert")))
        .isEmpty();
    for (String config :
        List.of("load_method: copy", "fetch_timeout: 5", "sslmode: always", "url: postgres:///d")) {
      assertThat(errors(PIPELINE.formatted(", " + config, ""))).as(config).isNotEmpty();
    }
    assertThat(errors(PIPELINE.formatted("", ", load_methods: copy"))).isNotEmpty();
  }

  private static void compare(Consumer<Settings> reader, List<String> definitions)
      throws IOException {
    RecordingSettings settings = new RecordingSettings("localhost");
    reader.accept(settings);
    RecordingSettings remote = new RecordingSettings("db.example.org");
    reader.accept(remote);

    Map<String, JsonNode> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (String name : definitions) {
      JsonNode definition = schema().at("/$defs/" + name);
      definition
          .get("properties")
          .properties()
          .forEach(it -> properties.put(it.getKey(), it.getValue()));
      definition.at("/else/required").forEach(key -> required.add(key.asText()));
    }
    assertThat(properties.keySet()).containsExactlyInAnyOrderElementsOf(settings.reads().keySet());
    settings
        .reads()
        .forEach(
            (key, read) -> {
              JsonNode property = Objects.requireNonNull(properties.get(key), key);
              boolean sameForAllHosts = read.equals(remote.reads().get(key));
              assertThat(required.contains(key)).as(key).isEqualTo(read.required());
              assertThat(Optional.ofNullable(property.get("default")).map(JsonNode::asText))
                  .as(key)
                  .isEqualTo(sameForAllHosts ? read.defaultValue() : Optional.empty());
              assertThat(texts(property.path("enum"))).as(key).isEqualTo(read.values());
              assertThat(range(property)).as(key).isEqualTo(read.range());
            });
  }

  /** Returns the range of a number, from keywords, or of a duration, from the description. */
  private static String range(JsonNode property) {
    JsonNode number = property.at("/anyOf/0");
    if (number.has("minimum")) {
      return number.get("minimum").asText() + " to " + number.get("maximum").asText();
    }
    String description = property.path("description").asText();
    int from = description.indexOf("From ");
    return from < 0 ? "" : description.substring(from + "From ".length(), description.length() - 1);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(Files.readString(SCHEMA));
  }

  private static List<com.networknt.schema.Error> errors(String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    return schema.validate(yaml, InputFormat.YAML);
  }
}
