package dev.weir.core.config;

import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.WriteOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * The validated configuration of a pipeline; plain data.
 *
 * @param name identifies the pipeline in its state and receipts
 * @param sourceName the source connector's name, such as {@code postgres}
 * @param streams at least one, with distinct names
 * @param transforms in their order
 * @param destinationName the destination connector's name
 * @param statePath the SQLite file; created by the first run
 */
public record PipelineConfig(
    String name,
    String sourceName,
    List<StreamConfig> streams,
    List<TransformConfig> transforms,
    String destinationName,
    WriteOptions writeOptions,
    Path statePath,
    Resources resources) {

  public PipelineConfig {
    streams = List.copyOf(streams);
    transforms = List.copyOf(transforms);
  }

  /** Returns the same configuration with another state file. */
  public PipelineConfig withStatePath(Path path) {
    return new PipelineConfig(
        name, sourceName, streams, transforms, destinationName, writeOptions, path, resources);
  }
}
