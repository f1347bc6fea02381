package dev.weir.core.config;

import dev.weir.core.connector.Destination;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.WriteOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * A pipeline's document, checked: its connectors are configured but not connected.
 *
 * @param name the pipeline's name; names its state and its receipts
 * @param sourceName the source connector's name, such as {@code postgres}
 * @param destinationName the destination connector's name
 * @param streams one or more, with distinct names
 * @param statePath the SQLite file; made on the first run
 */
public record PipelineConfig(
    String name,
    String sourceName,
    Source source,
    List<StreamConfig> streams,
    List<Transform> transforms,
    String destinationName,
    Destination destination,
    WriteOptions writeOptions,
    Path statePath,
    Resources resources) {

  public PipelineConfig {
    streams = List.copyOf(streams);
    transforms = List.copyOf(transforms);
  }

  /** The same pipeline with its state in another file. */
  public PipelineConfig withStatePath(Path path) {
    return new PipelineConfig(
        name,
        sourceName,
        source,
        streams,
        transforms,
        destinationName,
        destination,
        writeOptions,
        path,
        resources);
  }
}
