package dev.weir.micro.config;

import dev.weir.core.config.ConfigException;
import dev.weir.core.config.Connectors;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineReader;
import dev.weir.core.connector.StreamConfig;
import dev.weir.micro.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;

/** One document as a file, its readers, and their gate. */
final class PipelineContenders implements AutoCloseable {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SOURCE_PASSWORD", "not-a-secret-1", "DESTINATION_PASSWORD", "not-a-secret-2");
  private static final Connectors CONNECTORS =
      Connectors.load(PipelineContenders.class.getClassLoader(), System::nanoTime);

  private final PipelineReader reader = new PipelineReader(CONNECTORS, ENVIRONMENT);
  private final Path file;

  private PipelineContenders(Path file) {
    this.file = file;
  }

  /** Writes the document to a file of its own. */
  static PipelineContenders of(String document) throws IOException {
    Path file = Files.createTempFile("pipeline", ".yaml");
    Files.writeString(file, document);
    return new PipelineContenders(file);
  }

  /** Reads and checks the document. */
  Pipeline read() {
    return reader.read(file);
  }

  /** Returns how many problems the document has. */
  int countProblems() {
    try {
      read();
      return 0;
    } catch (ConfigException e) {
      return e.problems().size();
    }
  }

  /** Returns how many events the YAML library finds in the document. */
  int parseEvents() throws IOException {
    int count = 0;
    for (Event event : new Parse(LoadSettings.builder().build()).parseString(text())) {
      if (event.getEventId() != Event.ID.Comment) {
        count++;
      }
    }
    return count;
  }

  /** Returns the document as maps and lists. */
  Object load() throws IOException {
    return Objects.requireNonNull(
        new Load(LoadSettings.builder().build()).loadFromString(text()), "The document is empty");
  }

  private String text() throws IOException {
    return Files.readString(file);
  }

  /**
   * Passes if a pipeline has what the YAML library finds in the document.
   *
   * @throws IllegalStateException if it has not
   */
  void check(Pipeline pipeline) throws IOException {
    Map<?, ?> top = (Map<?, ?>) load();
    Agreement.requireEqual("weir", "the pipeline", top.get("pipeline"), pipeline.config().name());
    List<?> streams = (List<?>) value((Map<?, ?>) value(top, "source"), "streams");
    List<StreamConfig> found = pipeline.config().streams();
    Agreement.requireEqual("weir", "the number of streams", streams.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      Map<?, ?> expected = (Map<?, ?>) streams.get(i);
      StreamConfig stream = found.get(i);
      Agreement.requireEqual("weir", "stream " + i, expected.get("name"), stream.name());
      Agreement.requireEqual(
          "weir",
          stream.name() + "'s cursor",
          Optional.ofNullable(expected.get("cursor_field")),
          stream.cursorField());
      Agreement.requireEqual(
          "weir",
          stream.name() + "'s columns",
          Optional.ofNullable(expected.get("columns")).orElse(List.of()),
          stream.columns());
      Agreement.requireEqual(
          "weir", stream.name() + "'s key", expected.get("primary_key"), stream.primaryKey());
    }
  }

  private static Object value(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
