package dev.weir.rules.rule;

import dev.weir.core.config.NearMiss;
import dev.weir.core.unit.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the keys of one mapping. A problem is reported, and a placeholder returned, so that reading
 * continues. Keys that were not read are reported by {@link #end}.
 */
final class NodeReader {
  private final String file;
  private final MappingNode mapping;
  private final Map<String, Node> entries;
  private final Set<String> read = new HashSet<>();
  private final FileProblems problems;

  NodeReader(String file, MappingNode mapping, FileProblems problems) {
    this.file = file;
    this.mapping = mapping;
    this.entries = YamlNodes.entries(mapping);
    this.problems = problems;
  }

  /** Returns a value's node; empty if the key is absent or has no value. */
  Optional<Node> node(String key) {
    read.add(key);
    return Optional.ofNullable(entries.get(key)).filter(node -> !node.getTag().equals(Tag.NULL));
  }

  /** Returns a mandatory text. */
  String text(String key) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty() && node(key).isEmpty()) {
      problems.add(file, mapping, "The key " + key + " is missing");
    }
    return text.orElse("");
  }

  Optional<String> optionalText(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !(node.get() instanceof ScalarNode)) {
      problems.add(
          file, node.get(), "%s is %s; allowed: a text".formatted(key, YamlNodes.kind(node.get())));
      return Optional.empty();
    }
    return node.map(found -> ((ScalarNode) found).getValue());
  }

  /** Returns a positive integer. */
  long number(String key, long defaultValue) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty() || text.get().matches("[1-9]\\d{0,17}")) {
      return text.map(Long::parseLong).orElse(defaultValue);
    }
    problems.add(
        file,
        node(key).orElse(mapping),
        "%s is %s; allowed: a number from 1".formatted(key, NearMiss.quote(text.get())));
    return defaultValue;
  }

  Duration duration(String key, Duration defaultValue) {
    Optional<String> text = optionalText(key);
    try {
      return text.map(Durations::parse).orElse(defaultValue);
    } catch (IllegalArgumentException e) {
      problems.add(
          file,
          node(key).orElse(mapping),
          "%s is %s; allowed: a duration such as 30s or 5m"
              .formatted(key, NearMiss.quote(text.orElse(""))));
      return defaultValue;
    }
  }

  /** Returns one of an enum's constants, written in lower case. */
  <E extends Enum<E>> E choice(String key, E defaultValue) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      return defaultValue;
    }
    List<E> constants = List.of(defaultValue.getDeclaringClass().getEnumConstants());
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text.get())) {
        return constant;
      }
    }
    List<String> names =
        constants.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    problems.add(
        file,
        node(key).orElse(mapping),
        "%s is %s; allowed: %s"
            .formatted(key, NearMiss.quote(text.get()), String.join(", ", names)));
    return defaultValue;
  }

  /** Returns the nodes of a list; empty if the key is absent. */
  List<Node> list(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problems.add(
        file, node.get(), "%s is %s; allowed: a list".formatted(key, YamlNodes.kind(node.get())));
    return List.of();
  }

  /** Returns the texts of a list. */
  List<String> texts(String key) {
    return list(key).stream()
        .map(
            node -> {
              if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
              }
              problems.add(file, node, key + " holds " + YamlNodes.kind(node) + "; allowed: texts");
              return "";
            })
        .toList();
  }

  /** Returns the nodes of a mapping by key; empty if the key is absent. */
  Map<String, Node> map(String key) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Map.of();
    }
    if (node.get() instanceof MappingNode inner) {
      return new LinkedHashMap<>(YamlNodes.entries(inner));
    }
    problems.add(
        file,
        node.get(),
        "%s is %s; allowed: a mapping".formatted(key, YamlNodes.kind(node.get())));
    return Map.of();
  }

  /** Reports the keys that were not read. */
  void end() {
    entries.forEach(
        (key, node) -> {
          if (!read.contains(key)) {
            String remedy =
                NearMiss.of(key, read)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("allowed: " + String.join(", ", read.stream().sorted().toList()));
            problems.add(file, node, "The key %s is unknown; %s".formatted(key, remedy));
          }
        });
  }
}
