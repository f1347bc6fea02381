package dev.weir.core.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Documents for tests, and the shortest ways to read them. */
final class PipelineDocuments {
  static final String PLAIN =
      """
      version: "1.0"
      pipeline: demo
      source:
        use: memory
        streams:
          - name: numbers
      destination:
        use: memory
        config: { store: demo }
      """;

  private PipelineDocuments() {}

  static PipelineReader reader(Map<String, String> environment) {
    return new PipelineReader(
        Connectors.load(PipelineDocuments.class.getClassLoader(), System::nanoTime), environment);
  }

  static PipelineConfig read(String document, Map<String, String> environment) {
    return read(document, reader(environment));
  }

  static PipelineConfig read(String document, PipelineReader reader) {
    try {
      Path file = Files.createTempFile("pipeline", ".yaml");
      try {
        Files.writeString(file, document);
        return reader.read(file).config();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PipelineConfig read(String document) {
    return read(document, Map.of());
  }

  static List<Problem> problems(String document, Map<String, String> environment) {
    return Assertions.catchThrowableOfType(ConfigException.class, () -> read(document, environment))
        .problems();
  }

  static List<String> problemTexts(String document) {
    return problems(document, Map.of()).stream().map(Problem::toString).toList();
  }

  /** The plain document with a line put below its key {@code source} or {@code destination}. */
  static String with(String section, String line) {
    return PLAIN.replace("\n" + section + ":\n", "\n" + section + ":\n  " + line + "\n");
  }

  /** The plain document's stream with more lines. */
  static String withStream(String... lines) {
    return PLAIN.replace(
        "- name: numbers\n", "- name: numbers\n      " + String.join("\n      ", lines) + "\n");
  }
}
