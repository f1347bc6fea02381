package dev.weir.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.weir.rules.ConformanceCase;
import dev.weir.rules.alert.Alert;
import dev.weir.rules.alert.AlertFactory;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleLogic;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.rule.Severity;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.sequence.CapturedFields;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();

  private final RuleEngine engine =
      new RuleEngine(SCHEMA, EvaluationMode.CLOSURES, RuleSettings.DEFAULT);
  private final AlertFactory alerts = new AlertFactory(SCHEMA, Optional.of("k2"));
  private final List<Alert> found = new ArrayList<>();

  private static Rule rule(String id, RuleMode mode, String query) throws EqlException {
    return new Rule(
        id,
        id,
        Severity.LOW,
        mode,
        new RuleLogic.Query(query, EqlCompiler.compile(query, SCHEMA)),
        Map.of(),
        List.of(),
        List.of());
  }

  private static Event event(String type, long seconds, int value, String key) {
    return new EventBuilder(SCHEMA)
        .type(SCHEMA.type(type).orElseThrow().id())
        .times(seconds * 1_000_000_000, seconds * 1_000_000_000)
        .entity(0, seconds)
        .i64(SCHEMA.field("i").orElseThrow().id(), value)
        .text(SCHEMA.field("k").orElseThrow().id(), key)
        .text(SCHEMA.field("k2").orElseThrow().id(), "entity " + key)
        .build();
  }

  private void process(Event event) {
    engine.process(event, match -> found.add(alerts.alert(match)));
  }

  private List<String> rules() {
    return found.stream().map(alert -> alert.rule().id()).toList();
  }

  @Test
  void process_modes_alertCountOrNothing() throws EqlException {
    engine.load(rule("alert", RuleMode.ALERT, "process where i == 1"));
    engine.load(rule("count", RuleMode.COUNT, "sequence [any where true] [any where i == 1]"));
    engine.load(rule("off", RuleMode.OFF, "any where true"));
    process(event("process", 0, 2, "a"));
    process(event("process", 1, 1, "a"));
    process(event("network", 2, 1, "a"));

    assertThat(rules()).containsExactly("alert");
    assertThat(engine.matches()).isEqualTo(Map.of("alert", 1L, "count", 2L));
  }

  @Test
  void process_largeEvent_isCountedByRulesThatOnlyCount() throws EqlException {
    engine.load(rule("event", RuleMode.COUNT, "any where i == 1"));
    engine.load(rule("pair", RuleMode.COUNT, "sequence by k [any where i == 1] with runs=2"));
    process(event("process", 0, 1, "x".repeat(100_000)));
    process(event("process", 1, 1, "x".repeat(100_000)));

    assertThat(engine.matches()).isEqualTo(Map.of("event", 2L, "pair", 1L));
    assertThat(found).isEmpty();
  }

  @Test
  void process_severalAlertsOfAnEvent_encodeItOnce() throws EqlException {
    List<byte[]> contents = new ArrayList<>();
    engine.load(rule("one", RuleMode.ALERT, "any where i == 1"));
    engine.load(rule("two", RuleMode.ALERT, "any where k == \"a\""));
    engine.process(event("process", 0, 1, "a"), match -> contents.addAll(match.events()));

    assertThat(contents).hasSize(2);
    assertThat(contents.get(0)).isSameAs(contents.get(1));
  }

  @Test
  void process_types_reachTheRulesOfTheirParents() throws EqlException {
    engine.load(rule("network", RuleMode.ALERT, "network where true"));
    engine.load(rule("dns", RuleMode.ALERT, "dns where true"));
    process(event("dns", 0, 1, "a"));
    process(event("network", 1, 1, "a"));

    assertThat(rules()).containsExactly("network", "dns", "network");
  }

  @Test
  void unload_ruleOfEventsOrOfASequence_stopsItAndFreesItsConditions() throws EqlException {
    engine.load(rule("event", RuleMode.ALERT, "any where i == 1"));
    engine.load(rule("pair", RuleMode.ALERT, "sequence [any where i == 1] [any where i == 2]"));
    process(event("process", 0, 1, "a"));
    engine.unload("event");
    engine.unload("pair");
    engine.load(rule("pair", RuleMode.ALERT, "sequence [any where i == 1] [any where i == 2]"));
    process(event("process", 1, 2, "a"));
    process(event("process", 2, 1, "a"));

    assertThat(rules()).containsExactly("event");
    assertThat(engine.conditions()).isEqualTo(2);
    engine.unload("pair");
    assertThat(engine.conditions()).isZero();
    assertThat(engine.matches()).isEmpty();
  }

  /** What grows with the square of the rules would be 50 times as much. */
  @Test
  void loadAndUnload_manyRules_allocateTheSameForEach() throws EqlException {
    Rule first = rule("0", RuleMode.ALERT, "any where true");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 5_000; i++) {
      engine.load(
          new Rule(
              Integer.toString(i),
              "",
              Severity.LOW,
              RuleMode.COUNT,
              first.logic(),
              Map.of(),
              List.of(),
              List.of()));
    }
    process(event("process", 0, 1, "a"));
    assertThat(engine.matches()).hasSize(5_000).containsEntry("4999", 1L);
    engine.close();

    assertThat(engine.matches()).isEmpty();
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
  }

  @Test
  void load_usedId_isRefused() throws EqlException {
    engine.load(rule("a", RuleMode.ALERT, "any where true"));

    assertThatThrownBy(() -> engine.load(rule("a", RuleMode.ALERT, "any where true")))
        .hasMessage("The rule a is loaded already");
  }

  @Test
  void alerts_haveDistinctIds_thatAreTheSameInEachRun() throws EqlException {
    List<Rule> loaded =
        List.of(
            rule("one", RuleMode.ALERT, "any where i == 1"),
            rule("two", RuleMode.ALERT, "any where i == 1"),
            rule("pair", RuleMode.ALERT, "sequence by k [any where i == 1] [any where i == 1]"));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(event("process", i, 1, "key" + i % 2));
    }
    loaded.forEach(engine::load);
    events.forEach(this::process);
    List<String> ids = found.stream().map(Alert::id).toList();

    assertThat(ids).hasSize(598).doesNotHaveDuplicates();
    assertThat(idsByColumns(loaded, events)).isEqualTo(ids);
  }

  @Test
  void alerts_id_dependsOnRuleKeyFirstAndLastEvent() throws EqlException {
    CapturedFields codec = new CapturedFields(SCHEMA);
    byte[] a = codec.encode(event("process", 0, 1, "a"));
    byte[] b = codec.encode(event("process", 1, 1, "a"));
    byte[] c = codec.encode(event("process", 2, 1, "a"));
    String query = "sequence by k [any where true] [any where true]";
    Rule one = rule("one", RuleMode.ALERT, query);
    Rule two = rule("two", RuleMode.ALERT, query);
    Rule keyless = rule("one", RuleMode.ALERT, "sequence [any where true] [any where true]");
    List<String> key = List.of("a");
    List<String> ids =
        Stream.of(
                new RuleMatch(one, key, List.of(a, b)),
                new RuleMatch(one, key, List.of(a, c)),
                new RuleMatch(one, key, List.of(b, c)),
                new RuleMatch(two, key, List.of(a, b)),
                new RuleMatch(keyless, List.of(), List.of(a, b)))
            .map(match -> alerts.alert(match).id())
            .toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(alerts.alert(new RuleMatch(one, key, List.of(a, c, b))).id()).isEqualTo(ids.get(0));
  }

  private List<String> idsByColumns(List<Rule> loaded, List<Event> events) {
    RuleEngine other = new RuleEngine(SCHEMA, EvaluationMode.COLUMNS, RuleSettings.DEFAULT);
    loaded.forEach(other::load);
    List<String> ids = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int start = 0; start < events.size(); start += 70) {
        List<Event> part = events.subList(start, Math.min(events.size(), start + 70));
        try (EventBatch batch = EventBatch.of(SCHEMA, part, allocator)) {
          other.processBatch(batch.row(), match -> ids.add(alerts.alert(match).id()));
        }
      }
    }
    return ids;
  }

  @Test
  void alerts_key_isThatOfTheSequence_orOfTheEntity() throws EqlException {
    engine.load(rule("pair", RuleMode.ALERT, "sequence by k, i [any where b == null] with runs=2"));
    engine.load(rule("event", RuleMode.ALERT, "network where true"));
    process(event("process", 0, 1, "a"));
    process(event("process", 1, 1, "a"));
    process(event("network", 2, 3, "b"));

    assertThat(found).extracting(Alert::key).containsExactly("a, 1", "entity b");
  }

  @Test
  void batches_evaluateSharedConditionsOnce() throws EqlException {
    RuleEngine columns = new RuleEngine(SCHEMA, EvaluationMode.COLUMNS, RuleSettings.DEFAULT);
    for (int i = 0; i < 50; i++) {
      columns.load(rule("rule" + i, RuleMode.COUNT, "any where i == 1 and k == \"a\""));
    }
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(event("process", i, i % 2, "a"));
    }
    try (BufferAllocator allocator = new RootAllocator();
        EventBatch batch = EventBatch.of(SCHEMA, events, allocator)) {
      columns.processBatch(batch.row(), match -> {});
    }

    assertThat(columns.matches()).containsEntry("rule49", 50L);
    assertThat(columns.evaluations()).isEqualTo(1);
  }
}
