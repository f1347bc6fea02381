package dev.weir.core.config;

import dev.weir.core.connector.Destination;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.Transform;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** A pipeline's configuration with its connectors, which are configured but not connected. */
public record Pipeline(
    PipelineConfig config, Source source, List<Transform> transforms, Destination destination) {
  public Pipeline {
    transforms = List.copyOf(transforms);
  }

  /** Returns the same pipeline with another state file. */
  public Pipeline withStatePath(Path path) {
    return new Pipeline(config.withStatePath(path), source, transforms, destination);
  }

  /** Returns the same pipeline with another output in place of standard output. */
  public Pipeline writingTo(WritableByteChannel output) {
    return new Pipeline(config, source, transforms, destination.writingTo(output));
  }
}
