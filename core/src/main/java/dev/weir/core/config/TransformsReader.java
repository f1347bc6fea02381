package dev.weir.core.config;

import dev.weir.core.connector.Connector;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.WriteMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code transforms}, and the targets of their outputs. */
final class TransformsReader {
  private final ConnectorReader<Transform.Factory> reader;
  private final NameChecks names;

  TransformsReader(Connectors connectors, Problems problems, NameChecks names) {
    this.reader = new ConnectorReader<>(connectors, problems, "transform", Connector::transform);
    this.names = names;
  }

  /** What becomes of the main output of the last transform. */
  private enum MainOutput {
    WRITE,
    DISCARD
  }

  /**
   * The transforms of a pipeline, in their order.
   *
   * @param targets those of their outputs
   */
  record Transforms(
      List<TransformConfig> configs, List<Transform> transforms, List<Target> targets) {
    Transforms {
      configs = List.copyOf(configs);
      transforms = List.copyOf(transforms);
      targets = List.copyOf(targets);
    }

    /** Rejects targets of outputs that are those of streams or of other outputs. */
    void checkTargets(List<StreamConfig> streams) {
      Map<String, Integer> lines = new HashMap<>();
      for (Target target : targets) {
        NodeSettings section = target.section();
        if (streams.size() > 1) {
          section.reject(
              target.key(),
              "would be the target of an output of %d streams; allowed with an output: one stream"
                  .formatted(streams.size()));
        }
        if (streams.stream().anyMatch(stream -> stream.name().equals(target.name()))) {
          section.reject(
              target.key(),
              "%s is the target of the stream; specify another table"
                  .formatted(NearMiss.quote(target.name())));
        }
        Integer first = lines.putIfAbsent(target.name(), section.line(target.key()));
        if (first != null) {
          section.reject(
              target.key(),
              "found the target of line %d again; allowed: one output a table".formatted(first));
        }
      }
    }
  }

  /** Where a document names a target. */
  record Target(NodeSettings section, String key, String name) {}

  Transforms read(NodeSettings root) {
    List<TransformConfig> configs = new ArrayList<>();
    List<Transform> transforms = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    List<NodeSettings> sections = root.sections("transforms");
    for (int i = 0; i < sections.size(); i++) {
      NodeSettings section = sections.get(i);
      Optional<Transform> transform = reader.read(section, Transform.Factory::create);
      List<OutputConfig> outputs = outputs(section, targets);
      boolean discards = discardsMain(section, outputs, i == sections.size() - 1);
      section.rejectUnknownKeys();
      transform.ifPresent(transforms::add);
      configs.add(new TransformConfig(section.optionalText("use").orElse(""), outputs, discards));
    }
    return new Transforms(configs, transforms, targets);
  }

  private List<OutputConfig> outputs(NodeSettings section, List<Target> targets) {
    List<OutputConfig> outputs = new ArrayList<>();
    if (section.has("output")) {
      String target = target(section, "output", targets);
      outputs.add(new OutputConfig(Optional.empty(), target, WriteMode.APPEND, List.of()));
    }
    List<NodeSettings> list = section.sections("outputs");
    if (section.has("output") && section.has("outputs")) {
      section.reject("outputs", "is there beside output; allowed: one of them");
    }
    Set<String> seen = new HashSet<>();
    for (NodeSettings item : list) {
      OutputConfig output = output(item, targets);
      if (!seen.add(output.name().orElse(""))) {
        item.reject("name", "found an output again; allowed: once");
      }
      outputs.add(output);
    }
    return outputs;
  }

  private OutputConfig output(NodeSettings section, List<Target> targets) {
    String name = section.text("name");
    if (name.equals(Transform.MAIN)) {
      section.reject("name", "is the output of the stream's own target; allowed: another output");
    }
    String target = target(section, "target", targets);
    WriteMode mode = section.choice("write_mode", WriteMode.APPEND);
    if (mode == WriteMode.REPLACE) {
      section.reject(
          "write_mode",
          "replace would throw away the output's rows of earlier runs; allowed: append, upsert");
      mode = WriteMode.APPEND;
    }
    List<String> key = section.texts("primary_key");
    names.checkDistinct(section, "primary_key", key);
    if (section.has("primary_key") && key.isEmpty()) {
      section.reject("primary_key", "names no column; leave the key out, or name one or more");
    }
    section.rejectUnknownKeys();
    return new OutputConfig(Optional.of(name), target, mode, key);
  }

  private String target(NodeSettings section, String key, List<Target> targets) {
    String name = names.required(section, key);
    if (!name.isEmpty()) {
      targets.add(new Target(section, key, name));
    }
    return name;
  }

  private static boolean discardsMain(
      NodeSettings section, List<OutputConfig> outputs, boolean isLast) {
    boolean discards = section.choice("main", MainOutput.WRITE) == MainOutput.DISCARD;
    if (discards && outputs.isEmpty()) {
      section.reject("main", "discard leaves no rows to write; allowed with an output: discard");
    } else if (discards && !isLast) {
      section.reject("main", "discard leaves no rows to the next transform; allowed: write");
    }
    return discards;
  }
}
