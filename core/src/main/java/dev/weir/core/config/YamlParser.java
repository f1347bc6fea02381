package dev.weir.core.config;

import dev.weir.core.config.YamlNode.Entry;
import dev.weir.core.config.YamlNode.Mapping;
import dev.weir.core.config.YamlNode.Scalar;
import dev.weir.core.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a document into {@link YamlNode}s from the parser's events. Working on events means that
 * nothing is ever constructed from a tag and that an alias is seen before it can multiply.
 */
final class YamlParser {
  /** A pipeline needs 5 levels; the bound keeps the recursion below from the stack's end. */
  static final int DEPTH_MAX = 32;

  private final Iterator<Event> events;
  private final Problems problems;

  private YamlParser(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /**
   * The document's top mapping.
   *
   * @return empty where the text is no such document; the problems then say why
   */
  static Optional<Mapping> parse(String text, Problems problems) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      return new YamlParser(events, problems).document();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(YamlParser::line).orElse(0);
      problems.add("", line, "is not YAML: " + e.getProblem() + quotingHint(text, line));
    } catch (YamlEngineException e) {
      problems.add("", 0, "is not YAML: " + NearMiss.quote(String.valueOf(e.getMessage())));
    } catch (RefusedException e) {
      problems.add("", e.line, e.getMessage());
    }
    return Optional.empty();
  }

  /**
   * A brace opens a mapping there, which is the most likely slip in an otherwise sound document.
   */
  private static String quotingHint(String text, int line) {
    return text.lines().skip(Math.max(0, line - 1)).findFirst().filter(Variables::in).isPresent()
        ? "; inside { } and [ ], write \"${NAME}\" with its quotes"
        : "";
  }

  private Optional<Mapping> document() throws RefusedException {
    Optional<Mapping> top = Optional.empty();
    boolean seen = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        if (seen) {
          throw new RefusedException(line(event), "holds a second document; allowed: one a file");
        }
        seen = true;
        YamlNode node = node(events.next(), 1);
        if (node instanceof Mapping mapping) {
          top = Optional.of(mapping);
        } else {
          throw new RefusedException(
              node.line(), "found " + node.kind() + "; allowed: a mapping of keys and values");
        }
      }
    }
    if (!seen) {
      problems.add("", 0, "is empty; allowed: a pipeline, which begins with version: \"1.0\"");
    }
    return top;
  }

  private YamlNode node(Event event, int depth) throws RefusedException {
    if (depth > DEPTH_MAX) {
      throw new RefusedException(line(event), "is nested over " + DEPTH_MAX + " levels deep");
    }
    if (event.getEventId() == Event.ID.Alias) {
      throw new RefusedException(
          line(event), "found an alias (*name); none are allowed, write the value out");
    }
    refuseAnchorAndTag(event);
    if (event instanceof ScalarEvent scalar) {
      return new Scalar(scalar.getValue(), scalar.isPlain(), line(event));
    }
    return event.getEventId() == Event.ID.SequenceStart
        ? sequence(event, depth)
        : mapping(event, depth);
  }

  private Sequence sequence(Event start, int depth) throws RefusedException {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new Sequence(items, line(start));
  }

  private Mapping mapping(Event start, int depth) throws RefusedException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      if (!(key instanceof Scalar name)) {
        problems.add("", key.line(), "found " + key.kind() + " as a key; allowed: a word");
      } else {
        Entry first = entries.putIfAbsent(name.text(), new Entry(key.line(), value));
        if (first != null) {
          problems.add(
              "",
              key.line(),
              "the key %s is there twice, first on line %d"
                  .formatted(NearMiss.quote(name.text()), first.keyLine()));
        }
      }
    }
    return new Mapping(entries, line(start));
  }

  private void refuseAnchorAndTag(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      problems.add("", line(event), "found an anchor (&name); none are allowed");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    tag.ifPresent(
        name ->
            problems.add(
                "", line(event), "found the tag " + NearMiss.quote(name) + "; none are allowed"));
  }

  private static int line(Event event) {
    return event.getStartMark().map(YamlParser::line).orElse(0);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  /** Ends the reading of a document that cannot be read further with sense. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    RefusedException(int line, String message) {
      super(message);
      this.line = line;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
