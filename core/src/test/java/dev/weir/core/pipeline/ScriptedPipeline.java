package dev.weir.core.pipeline;

import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.config.TransformConfig;
import dev.weir.core.connector.Destination;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.Transform;
import dev.weir.core.contract.ContractPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Pipelines from a scripted source to a recording destination. */
final class ScriptedPipeline {
  private ScriptedPipeline() {}

  /**
   * Returns a pipeline whose transforms are called test0, test1 and so on.
   *
   * @param resources the keys of resources, in flow style
   */
  static Pipeline of(
      Path directory,
      List<String> streams,
      String resources,
      Source source,
      List<? extends Transform> transforms,
      Destination destination)
      throws IOException {
    List<TransformConfig> configs =
        transforms.stream()
            .map(
                transform ->
                    new TransformConfig("test" + transforms.indexOf(transform), List.of(), false))
            .toList();
    return of(directory, streams, resources, source, transforms, configs, destination);
  }

  /** Returns a pipeline with these configurations of the transforms. */
  static Pipeline of(
      Path directory,
      List<String> streams,
      String resources,
      Source source,
      List<? extends Transform> transforms,
      List<TransformConfig> configs,
      Destination destination)
      throws IOException {
    ContractPipeline toy = new ContractPipeline("toy", "store: s", "store: d", Map.of());
    PipelineConfig config =
        toy.read(toy.write(directory, streams, SyncMode.FULL_REFRESH, "append", resources))
            .config();
    return new Pipeline(
        new PipelineConfig(
            config.name(),
            config.sourceName(),
            config.streams(),
            configs,
            config.destinationName(),
            config.writeOptions(),
            config.statePath(),
            config.resources()),
        source,
        List.copyOf(transforms),
        destination);
  }
}
