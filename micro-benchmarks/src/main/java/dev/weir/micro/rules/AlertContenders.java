package dev.weir.micro.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.batch.Batch;
import dev.weir.micro.Agreement;
import dev.weir.rules.alert.Alert;
import dev.weir.rules.alert.AlertColumns;
import dev.weir.rules.alert.AlertFactory;
import dev.weir.rules.alert.AlertJson;
import dev.weir.rules.engine.RuleEngine;
import dev.weir.rules.engine.RuleMatch;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.event.Event;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleLogic;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.rule.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Matches of a rule, the alerts of them, and their gate. */
final class AlertContenders implements AutoCloseable {
  /** A power of two, so that the next match costs no division. */
  static final int MATCHES = 1 << 8;

  private static final long SEED = 20_260_718;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String USER = "user.name";

  private final AlertFactory factory = new AlertFactory(RuleFields.SCHEMA, Optional.empty());
  private final BufferAllocator allocator = new RootAllocator();
  private final AlertColumns columns = new AlertColumns(RuleFields.SCHEMA, allocator);
  private final AlertJson json = new AlertJson(RuleFields.SCHEMA);
  private final List<List<StartedProcess>> starts = new ArrayList<>();
  private final List<RuleMatch> matches = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  /**
   * Lets the engine find matches.
   *
   * @param events of a match: 1, or the steps of a sequence
   */
  AlertContenders(int events) {
    RuleEngine engine =
        new RuleEngine(RuleFields.SCHEMA, EvaluationMode.CLOSURES, RuleSettings.DEFAULT);
    engine.load(rule(events));
    SplittableRandom random = new SplittableRandom(SEED);
    long nanos = 0;
    for (int i = 0; i < MATCHES; i++) {
      List<StartedProcess> ofMatch = new ArrayList<>();
      // A user for each match: an event may also begin another one.
      String user = "user-" + i;
      for (int j = 0; j < events; j++) {
        StartedProcess start = StartedProcess.any(random).ofUser(user).withName("pwsh.exe");
        ofMatch.add(start);
        engine.process(start.event(nanos), matches::add);
        nanos++;
      }
      starts.add(ofMatch);
    }
    matches.forEach(match -> alerts.add(factory.alert(match)));
  }

  private static Rule rule(int events) {
    String step = "process where process.name == \"pwsh.exe\"";
    String query =
        events == 1 ? step : "sequence by user.name [%s] with runs=%d".formatted(step, events);
    return new Rule(
        "scripted-shells",
        "Shells one after another",
        Severity.HIGH,
        RuleMode.ALERT,
        new RuleLogic.Query(query, RuleFields.compile(query)),
        Map.of("user", RuleFields.USER, "parent", RuleFields.PARENT_NAME),
        List.of("execution", "windows"),
        List.of());
  }

  /** Makes an alert: its id, its captures, its events. */
  Alert alert(int i) {
    return factory.alert(matches.get(i));
  }

  /** Writes an alert as JSON. */
  String line(int i) {
    return json.line(alerts.get(i));
  }

  /** Writes it by a tree of nodes, from the values of the events. */
  String lineByTree(int i) {
    Alert alert = alerts.get(i);
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", alert.id());
    node.put("first_time", time(alert.firstNanos()));
    node.put("last_time", time(alert.lastNanos()));
    node.put("rule", alert.rule().id());
    node.put("name", alert.rule().name());
    node.put("severity", alert.rule().severity().name().toLowerCase(Locale.ROOT));
    node.put("key", alert.key());
    alert.rule().tags().forEach(node.putArray("tags")::add);
    ObjectNode captures = node.putObject("captures");
    alert.captures().forEach((name, value) -> captures.put(name, (String) value));
    ArrayNode events = node.putArray("evidence");
    for (int j = 0; j < alert.events().size(); j++) {
      event(events.addObject(), alert.events().get(j), starts.get(i).get(j));
    }
    return node.toString();
  }

  /** Writes all alerts as a batch, which the caller closes. */
  Batch batch() {
    return columns.write(alerts);
  }

  private static void event(ObjectNode node, Event event, StartedProcess start) {
    node.put("@time", time(event.wallNanos()));
    node.put("@type", "process");
    node.put(USER, start.user());
    node.put("process.name", start.name());
    node.put("process.id", start.id());
    node.put("process.parent.name", start.parent());
    node.put("process.command_line", start.commandLine());
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }

  /**
   * Passes if each match has an alert of its own, and both ways to write it say the same.
   *
   * @throws IllegalStateException if not
   */
  void check() {
    Agreement.requireEqual("the engine", "the matches", MATCHES, matches.size());
    Set<String> ids = alerts.stream().map(Alert::id).collect(Collectors.toSet());
    Agreement.requireEqual("the alerts", "their distinct ids", MATCHES, ids.size());
    for (int i = 0; i < MATCHES; i++) {
      Agreement.requireEqual("the alert", "its id", alerts.get(i).id(), alert(i).id());
      Agreement.requireEqual(
          "the alert", "its user", starts.get(i).get(0).user(), alert(i).captures().get("user"));
      checkLine(line(i), lineByTree(i));
    }
    try (Batch batch = batch()) {
      checkBatch(batch);
    }
  }

  /** Passes if each row of a batch has the texts and the JSON of its alert. */
  void checkBatch(Batch batch) {
    Agreement.requireEqual("the batch", "its rows", MATCHES, batch.root().getRowCount());
    for (int i = 0; i < MATCHES; i++) {
      JsonNode expected = tree(lineByTree(i));
      for (String column : List.of("id", "rule", "name", "severity", "key")) {
        Agreement.requireEqual(
            "the batch", column, expected.get(column).asText(), value(batch, column, i));
      }
      for (String column : List.of("captures", "evidence")) {
        Agreement.requireEqual(
            "the batch", column, expected.get(column), tree(value(batch, column, i)));
      }
    }
  }

  private static String value(Batch batch, String column, int row) {
    return String.valueOf(batch.root().getVector(column).getObject(row));
  }

  static void checkLine(String line, String byTree) {
    Agreement.requireEqual("the alert", "its JSON", tree(byTree), tree(line));
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Arrow's allocator reports a batch that is not closed. */
  @Override
  public void close() {
    allocator.close();
  }
}
