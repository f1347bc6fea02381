package dev.weir.core.contract;

import dev.weir.core.config.Connectors;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineReader;
import dev.weir.core.connector.SyncMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ends of the pipelines of a contract test.
 *
 * @param sourceConfig the keys of the source's config, in flow style
 * @param destinationConfig the keys of the destination's config, in flow style
 * @param environment the variables of the document
 */
public record ContractPipeline(
    String connector,
    String sourceConfig,
    String destinationConfig,
    Map<String, String> environment) {
  /** The name of the pipeline. */
  public static final String NAME = "contract";

  /**
   * Writes a document.
   *
   * @param streams the names of the streams
   * @param syncMode of each stream; incremental streams are ordered by their id
   * @param writeMode such as {@code append}
   * @param resources the keys of resources, in flow style
   */
  public Path write(
      Path directory, List<String> streams, SyncMode syncMode, String writeMode, String resources)
      throws IOException {
    String sync = "sync_mode: " + syncMode.name().toLowerCase(Locale.ROOT);
    String cursor = syncMode == SyncMode.INCREMENTAL ? ", cursor_field: id" : "";
    return Files.writeString(
        directory.resolve(NAME + ".yaml"),
        """
        version: "1.0"
        pipeline: %s
        source:
          use: %s
          config: { %s }
          streams: [ %s ]
        destination:
          use: %s
          config: { %s }
          write_mode: %s%s
        state: { backend: sqlite, path: "%s" }
        resources: { %s }
        """
            .formatted(
                NAME,
                connector,
                sourceConfig,
                streams.stream()
                    .map(name -> "{ name: %s, %s%s }".formatted(name, sync, cursor))
                    .collect(Collectors.joining(", ")),
                connector,
                destinationConfig,
                writeMode,
                writeMode.equals("upsert") ? "\n  primary_key: [id]" : "",
                directory.resolve("state.db"),
                resources));
  }

  /** Reads a document. */
  public Pipeline read(Path document) {
    return new PipelineReader(
            Connectors.load(Connectors.class.getClassLoader(), System::nanoTime), environment)
        .read(document);
  }
}
