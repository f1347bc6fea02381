package dev.weir.rules.rule;

import dev.weir.rules.input.InputException;
import dev.weir.rules.input.RawEvents;
import dev.weir.rules.rule.DraftRule.DraftEvent;
import dev.weir.rules.rule.DraftRule.DraftTest;
import dev.weir.rules.rule.DraftRule.ModuleReference;
import dev.weir.rules.rule.DraftRule.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the rules of one file: one rule, or a list of them under {@code rules}. */
final class RuleFileReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

  private final String file;
  private final FileProblems problems;
  private List<String> lines = List.of();

  RuleFileReader(String file, FileProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<DraftRule> read(String text) {
    lines = text.lines().toList();
    List<DraftRule> rules = new ArrayList<>();
    Optional<Node> root = YamlNodes.parse(file, text, problems);
    if (root.isPresent() && root.get() instanceof MappingNode mapping) {
      if (YamlNodes.entries(mapping).containsKey("rules")) {
        NodeReader reader = new NodeReader(file, mapping, problems);
        reader.list("rules").forEach(node -> read(node, rules));
        reader.end();
      } else {
        read(mapping, rules);
      }
    } else {
      root.ifPresent(
          node ->
              problems.add(
                  file,
                  node,
                  "The file holds %s; allowed: a rule, or a list of rules under rules"
                      .formatted(YamlNodes.kind(node))));
    }
    return rules;
  }

  private void read(Node node, List<DraftRule> rules) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(file, node, "rules holds " + YamlNodes.kind(node) + "; allowed: mappings");
      return;
    }
    NodeReader reader = new NodeReader(file, mapping, problems);
    String id = reader.text("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      problems.add(
          file,
          reader.node("id").orElse(mapping),
          "The id \"%s\" is not allowed; allowed: a-z, 0-9, - and _, up to 100".formatted(id));
    }
    String name = reader.optionalText("name").orElse(id);
    Severity severity = reader.choice("severity", Severity.MEDIUM);
    RuleMode mode = reader.choice("mode", RuleMode.ALERT);
    Optional<QueryText> query = query(reader);
    Optional<ModuleReference> module = module(reader);
    if (reader.node("query").isPresent() == reader.node("wasm").isPresent()) {
      problems.add(
          file,
          mapping,
          module.isPresent()
              ? "The rule has a query and wasm; remove one"
              : "The rule has no query; write query, or wasm with the file of a module");
    }
    Map<String, Node> captures = reader.map("captures");
    List<String> tags = reader.texts("tags");
    List<DraftTest> tests = new ArrayList<>();
    reader.list("tests").forEach(test -> readTest(test, tests));
    reader.optionalText("description");
    reader.end();
    rules.add(
        new DraftRule(
            file, mapping, id, name, severity, mode, query, module, captures, tags, tests));
  }

  private static Optional<ModuleReference> module(NodeReader reader) {
    Optional<String> path = reader.optionalText("wasm");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Node place = reader.node("wasm").orElseThrow();
    return Optional.of(new ModuleReference(place, path.get(), reader.node("type")));
  }

  private Optional<QueryText> query(NodeReader reader) {
    return reader.optionalText("query").isEmpty()
        ? Optional.empty()
        : reader.node("query").map(node -> query((ScalarNode) node));
  }

  private QueryText query(ScalarNode scalar) {
    int line = YamlNodes.line(scalar);
    ScalarStyle style = scalar.getScalarStyle();
    if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      int indentation = indentation(scalar.getValue(), line);
      return new QueryText(scalar.getValue(), line + 1, indentation, indentation);
    }
    int quote = style == ScalarStyle.PLAIN ? 0 : 1;
    int column = scalar.getStartMark().map(Mark::getColumn).orElse(0) + quote;
    return new QueryText(scalar.getValue(), line, column, 0);
  }

  /** Returns the blanks that YAML takes off the lines of a block, the first of which follows. */
  private int indentation(String block, int line) {
    int written = lines.size() > line ? blanks(lines.get(line)) : 0;
    return Math.max(0, written - blanks(block));
  }

  private static int blanks(String text) {
    int blanks = 0;
    while (blanks < text.length() && text.charAt(blanks) == ' ') {
      blanks++;
    }
    return blanks;
  }

  private void readTest(Node node, List<DraftTest> tests) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(file, node, "tests holds " + YamlNodes.kind(node) + "; allowed: mappings");
      return;
    }
    NodeReader reader = new NodeReader(file, mapping, problems);
    String name = reader.text("name");
    List<DraftEvent> events = new ArrayList<>();
    for (Node event : reader.list("events")) {
      readEvent(event, events);
    }
    if (events.isEmpty()) {
      problems.add(file, mapping, "The test has no events");
    }
    int matches = matches(reader);
    reader.end();
    tests.add(new DraftTest(name, events, matches));
  }

  /** True is one match, false is none. */
  private int matches(NodeReader reader) {
    String text = reader.text("matches");
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true") ? 1 : 0;
    }
    if (text.matches("\\d{1,6}")) {
      return Integer.parseInt(text);
    }
    if (!text.isEmpty()) {
      reader
          .node("matches")
          .ifPresent(
              node ->
                  problems.add(
                      file,
                      node,
                      "matches is \"" + text + "\"; allowed: true, false, or a number of matches"));
    }
    return 0;
  }

  private void readEvent(Node node, List<DraftEvent> events) {
    if (!(node instanceof MappingNode) || !(YamlNodes.value(node) instanceof Map<?, ?> values)) {
      problems.add(file, node, "events holds " + YamlNodes.kind(node) + "; allowed: mappings");
      return;
    }
    try {
      events.add(new DraftEvent(node, RawEvents.of(values)));
    } catch (InputException e) {
      problems.add(file, node, e.getMessage());
    }
  }
}
