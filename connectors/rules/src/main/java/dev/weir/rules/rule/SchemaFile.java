package dev.weir.rules.rule;

import dev.weir.core.config.NearMiss;
import dev.weir.rules.input.EventNames;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import dev.weir.rules.sequence.SequenceLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The file {@code schema.yaml} of a directory of rules.
 *
 * @param names where events have their time, type and key
 * @param settings how the rules are evaluated
 * @param schema the types of fields; empty if they are those of the data
 */
record SchemaFile(EventNames names, RuleSettings settings, Optional<EventSchema> schema) {
  static final String NAME = "schema.yaml";

  /** What holds without a file. */
  static final SchemaFile ABSENT =
      new SchemaFile(EventNames.DEFAULT, RuleSettings.DEFAULT, Optional.empty());

  /** Reads the file. */
  static SchemaFile read(String text, FileProblems problems) {
    Optional<Node> root = YamlNodes.parse(NAME, text, problems);
    if (root.isEmpty()) {
      return ABSENT;
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      problems.add(
          NAME,
          root.get(),
          "The file holds no mapping; allowed keys: time, type, key, types, fields, lateness, limits");
      return ABSENT;
    }
    NodeReader reader = new NodeReader(NAME, mapping, problems);
    EventNames names =
        new EventNames(
            reader.optionalText("time").orElse(EventNames.DEFAULT.time()),
            reader.optionalText("type").orElse(EventNames.DEFAULT.type()),
            reader.optionalText("key"));
    EventSchema.Builder builder = EventSchema.builder();
    RuleSettings settings = settings(reader, problems);
    Map<String, Node> types = reader.map("types");
    Map<String, Node> fields = reader.map("fields");
    reader.end();
    types.forEach((name, parent) -> type(builder, name, parent, problems));
    fields.forEach((path, type) -> field(builder, path, type, problems));
    boolean isGiven = !types.isEmpty() || !fields.isEmpty();
    return new SchemaFile(
        names, settings, isGiven ? Optional.of(builder.build()) : Optional.empty());
  }

  private static RuleSettings settings(NodeReader reader, FileProblems problems) {
    try {
      Duration lateness = reader.duration("lateness", RuleSettings.DEFAULT.lateness());
      return new RuleSettings(lateness, limits(reader, problems));
    } catch (IllegalArgumentException e) {
      reader
          .node("lateness")
          .ifPresent(node -> problems.add(NAME, node, String.valueOf(e.getMessage())));
      return RuleSettings.DEFAULT;
    }
  }

  private static SequenceLimits limits(NodeReader reader, FileProblems problems) {
    SequenceLimits defaults = SequenceLimits.DEFAULT;
    Optional<Node> node = reader.node("limits");
    if (node.isEmpty()) {
      return defaults;
    }
    if (!(node.get() instanceof MappingNode mapping)) {
      problems.add(
          NAME,
          node.get(),
          "limits is %s; allowed: a mapping".formatted(YamlNodes.kind(node.get())));
      return defaults;
    }
    NodeReader limits = new NodeReader(NAME, mapping, problems);
    long sequences = limits.number("sequences", defaults.sequencesMax());
    long partials = limits.number("partial_matches", defaults.partialsMax());
    long keyPartials = limits.number("partial_matches_of_key", defaults.keyPartialsMax());
    long evaluations = limits.number("evaluations", defaults.evaluationsMax());
    Duration window = limits.duration("window", defaults.window());
    limits.end();
    try {
      return new SequenceLimits(
          clamped(sequences), clamped(partials), clamped(keyPartials), evaluations, window);
    } catch (IllegalArgumentException e) {
      problems.add(NAME, node.get(), String.valueOf(e.getMessage()));
      return defaults;
    }
  }

  /** A number beyond an int is beyond each limit. */
  private static int clamped(long number) {
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  private static void type(
      EventSchema.Builder builder, String name, Node parent, FileProblems problems) {
    try {
      if (parent.getTag().equals(Tag.NULL)) {
        builder.type(name);
      } else if (parent instanceof ScalarNode scalar) {
        builder.type(name, scalar.getValue());
      } else {
        problems.add(NAME, parent, "The type " + name + " has no name as its parent");
      }
    } catch (IllegalArgumentException e) {
      problems.add(NAME, parent, String.valueOf(e.getMessage()));
    }
  }

  private static void field(
      EventSchema.Builder builder, String path, Node type, FileProblems problems) {
    String label = type instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<FieldType> known = FieldType.of(label);
    if (known.isEmpty()) {
      String near =
          NearMiss.of(label, FieldType.labels())
              .map(word -> "did you mean " + word + "? ")
              .orElse("");
      problems.add(
          NAME,
          type,
          "The field %s has the unknown type %s; %sallowed: %s"
              .formatted(path, NearMiss.quote(label), near, String.join(", ", FieldType.labels())));
      return;
    }
    try {
      builder.field(path, known.get());
    } catch (IllegalArgumentException e) {
      problems.add(NAME, type, String.valueOf(e.getMessage()));
    }
  }
}
