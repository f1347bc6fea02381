package dev.weir.rules.rule;

import dev.weir.rules.input.RawEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A rule as its file has it, before its query is compiled.
 *
 * @param place the mapping
 * @param query its text; empty if the rule has a module
 * @param module empty if the rule has a query
 * @param captures nodes of field paths, by alias
 */
record DraftRule(
    String file,
    Node place,
    String id,
    String name,
    Severity severity,
    RuleMode mode,
    Optional<QueryText> query,
    Optional<ModuleReference> module,
    Map<String, Node> captures,
    List<String> tags,
    List<DraftTest> tests) {
  /**
   * The text of a query.
   *
   * @param firstLine the line of the file on which it begins
   * @param firstColumn the columns of the file before its first line
   * @param indentation the columns of the file before its other lines
   */
  record QueryText(String text, int firstLine, int firstColumn, int indentation) {}

  /**
   * A module in a file.
   *
   * @param path relative to the rule file
   * @param type the name of the event type that it is asked for
   */
  record ModuleReference(Node place, String path, Optional<Node> type) {}

  /** A test before its events have types. */
  record DraftTest(String name, List<DraftEvent> events, int matches) {}

  /** An event of a test, and its place. */
  record DraftEvent(Node place, RawEvent event) {}
}
