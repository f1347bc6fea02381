package dev.weir.rules.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML documents as nodes with their places; no object is made from a tag. */
final class YamlNodes {
  /** A composer and the readers of nodes call themselves for each level. */
  private static final int DEPTH_MAX = 40;

  private YamlNodes() {}

  /** Returns the line of a node, from 1; 0 if it is unknown. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** Parses a file; a problem is reported, and the result is empty. */
  static Optional<Node> parse(String file, String text, FileProblems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(text.length() + 1)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Optional<Event> tooDeep = tooDeep(new Parse(settings).parseString(text));
      if (tooDeep.isPresent()) {
        int line = tooDeep.get().getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        String message = "The file is nested over " + DEPTH_MAX + " levels deep; flatten it";
        problems.add(new RuleProblem(file, line, 0, message, List.of()));
        return Optional.empty();
      }
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        problems.add(file, "The file is empty; write rules, or delete it");
      }
      node.ifPresent(root -> checkKeys(file, root, problems));
      return node;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(
          new RuleProblem(file, line, 0, "This is not YAML: " + e.getProblem(), List.of()));
    } catch (YamlEngineException e) {
      problems.add(file, "This is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Returns the first list or mapping that is too deep. */
  private static Optional<Event> tooDeep(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEPTH_MAX) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  /** Reports keys that are given twice, and keys that are no text. */
  private static void checkKeys(String file, Node node, FileProblems problems) {
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(child -> checkKeys(file, child, problems));
    } else if (node instanceof MappingNode mapping) {
      Set<String> keys = new HashSet<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Node key = tuple.getKeyNode();
        if (!(key instanceof ScalarNode name)) {
          problems.add(file, key, "A key is " + kind(key) + "; allowed: a text");
        } else if (!keys.add(name.getValue())) {
          problems.add(file, key, "The key " + name.getValue() + " is given twice; remove one");
        }
        checkKeys(file, tuple.getValueNode(), problems);
      }
    }
  }

  /** Returns the keys of a mapping with their nodes; those that are no text are left out. */
  static Map<String, Node> entries(MappingNode mapping) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        entries.put(key.getValue(), tuple.getValueNode());
      }
    }
    return entries;
  }

  /** Returns the name of a node's kind, for messages. */
  static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    return node instanceof SequenceNode ? "a list" : "a single value";
  }

  /** Returns the value of a node: null, text, Boolean, Long, BigInteger, Double, List or Map. */
  static @Nullable Object value(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      entries(mapping).forEach((key, child) -> values.put(key, value(child)));
      return values;
    }
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> values = new ArrayList<>();
      sequence.getValue().forEach(child -> values.add(value(child)));
      return values;
    }
    return scalar((ScalarNode) node);
  }

  private static @Nullable Object scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      BigInteger number = new BigInteger(text);
      return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
    return tag.equals(Tag.FLOAT) ? number(text) : text;
  }

  private static Double number(String text) {
    return switch (text) {
      case ".nan" -> Double.NaN;
      case ".inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }
}
