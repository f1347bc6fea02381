package dev.weir.core.config;

import java.util.List;

/**
 * A transform of a pipeline.
 *
 * @param name the connector's name
 * @param outputs the targets of outputs other than the main one
 * @param discardsMain whether no target receives the main output
 */
public record TransformConfig(String name, List<OutputConfig> outputs, boolean discardsMain) {
  public TransformConfig {
    outputs = List.copyOf(outputs);
  }
}
