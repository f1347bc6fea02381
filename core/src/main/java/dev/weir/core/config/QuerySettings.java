package dev.weir.core.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline of one stream that is described by a command line.
 *
 * @param source of the stream
 * @param stream keys of the stream with their values
 * @param parameters of the stream's query
 * @param format of the output; empty if the file's extension tells it
 * @param file the output; empty for standard output
 * @param batchBytes the value of max_batch_bytes
 * @param writes whether the query may write
 */
public record QuerySettings(
    From source,
    Map<String, String> stream,
    Map<String, String> parameters,
    Optional<String> format,
    Optional<Path> file,
    String batchBytes,
    boolean writes) {
  public QuerySettings {
    stream = Collections.unmodifiableMap(new LinkedHashMap<>(stream));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Where the rows come from. */
  public sealed interface From {
    /**
     * A connector with some of its settings.
     *
     * @param config keys of the connector's config with their values
     */
    record ConnectorConfig(String connector, Map<String, String> config) implements From {
      public ConnectorConfig {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
      }
    }

    /** The source of a pipeline's document. */
    record PipelineFile(Path file) implements From {}
  }
}
