package dev.weir.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.ConformanceCase;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** What an engine carries from run to run, with events that come out of order. */
class EngineStateTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();
  private static final RuleSettings THREE_SECONDS =
      RuleSettings.DEFAULT.withLateness(Duration.ofSeconds(3));

  private static final List<String> QUERIES =
      List.of(
          "any where i == 3",
          "sequence by k with maxspan=6s [any where i == 1] [any where i == 2]",
          "sequence by k with maxspan=4s [any where i == 1] ![any where i == 3]",
          "sequence [any where i == 2] [any where i <= 2] with runs=2");

  private final List<String> found = new ArrayList<>();

  private static Event event(long seconds, int value, String key) {
    return new EventBuilder(SCHEMA)
        .type(SCHEMA.type("process").orElseThrow().id())
        .times(seconds * 1_000_000_000, seconds * 1_000_000_000)
        .entity(0, 0)
        .i64(SCHEMA.field("i").orElseThrow().id(), value)
        .text(SCHEMA.field("k").orElseThrow().id(), key)
        .build();
  }

  private static RuleEngine engine(RuleSettings settings, List<String> queries) {
    RuleEngine engine = new RuleEngine(SCHEMA, EvaluationMode.COLUMNS, settings);
    for (String query : queries) {
      engine.load(rule(query));
    }
    return engine;
  }

  private static Rule rule(String query) {
    return rule(query, SCHEMA);
  }

  private static Rule rule(String query, EventSchema schema) {
    try {
      return new Rule(
          query,
          query,
          Severity.LOW,
          RuleMode.ALERT,
          new RuleLogic.Query(query, EqlCompiler.compile(query, schema)),
          Map.of(),
          List.of(),
          List.of());
    } catch (EqlException e) {
      throw new AssertionError(query, e);
    }
  }

  private void add(RuleMatch match) {
    CapturedFields codec = new CapturedFields(SCHEMA);
    found.add(
        match.rule().id()
            + match.events().stream()
                .map(codec::decode)
                .map(event -> " " + event.monotonicNanos() / 1_000_000_000)
                .toList());
  }

  private static List<Event> shuffled(Random random, int size) {
    List<Event> events = new ArrayList<>();
    long seconds = 10;
    for (int i = 0; i < size; i++) {
      seconds += random.nextInt(3);
      events.add(
          event(
              seconds - random.nextInt(5),
              1 + random.nextInt(3),
              random.nextBoolean() ? "a" : "b"));
    }
    return events;
  }

  /** Runs with one batch each, interrupted or not, find what one run over single events finds. */
  @Property(tries = 300)
  void restore_anyDivisionIntoRunsAndBatches_givesTheSameMatches(@ForAll long seed) {
    Random random = new Random(seed);
    List<Event> events = shuffled(random, 30);
    found.clear();
    RuleEngine whole = engine(THREE_SECONDS, QUERIES);
    events.forEach(event -> whole.process(event, this::add));
    whole.finish(this::add);
    List<String> expected = found.stream().sorted().toList();
    found.clear();

    RuleEngine current = engine(THREE_SECONDS, QUERIES);
    long late = 0;
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int start = 0; start < events.size(); ) {
        int end = Math.min(events.size(), start + 1 + random.nextInt(9));
        try (EventBatch batch = EventBatch.of(SCHEMA, events.subList(start, end), allocator)) {
          current.processBatch(batch.row(), this::add);
        }
        if (random.nextBoolean()) {
          late += current.late();
          byte[] state = current.save();
          current = engine(THREE_SECONDS, QUERIES);
          current.restore(state);
        }
        start = end;
      }
    }
    current.finish(this::add);

    assertThat(found.stream().sorted().toList()).isEqualTo(expected);
    assertThat(late + current.late()).isEqualTo(whole.late());
  }

  /** The lateness of the next run can be another one. */
  @Test
  void restore_withoutLateness_passesOnTheEventsThatWaited() {
    RuleEngine first = engine(THREE_SECONDS, QUERIES);
    first.process(event(2, 2, "a"), this::add);
    first.process(event(1, 1, "a"), this::add);
    assertThat(found).isEmpty();

    RuleEngine second = engine(RuleSettings.DEFAULT, QUERIES);
    second.restore(first.save());
    second.process(event(3, 3, "b"), this::add);

    assertThat(found).hasSize(2).anyMatch(match -> match.endsWith("[ 1,  2]"));
    assertThat(first.notes())
        .containsExactly(
            "1 events came after a later one, and took part in sequences in their place");
  }

  @Test
  void notes_laterThanAllowed_areCountedWithTheLateness() {
    RuleEngine engine = engine(THREE_SECONDS, QUERIES);
    engine.process(event(10, 2, "a"), this::add);
    engine.process(event(6, 1, "a"), this::add);
    engine.finish(this::add);

    assertThat(found).isEmpty();
    assertThat(engine.late()).isEqualTo(1);
    assertThat(engine.notes())
        .containsExactly(
            "1 events came later than the allowed lateness of 3s, and sequences did not see them;"
                + " raise lateness, or sort the events");
  }

  @Test
  void process_withoutSequences_neitherOrdersNorHoldsEvents() {
    for (RuleSettings settings : List.of(THREE_SECONDS, RuleSettings.DEFAULT)) {
      RuleEngine engine = engine(settings, List.of(QUERIES.get(0)));
      byte[] empty = engine.save();
      engine.process(event(10, 3, "a"), this::add);
      engine.process(event(8, 3, "a"), this::add);
      engine.process(event(1, 3, "a"), this::add);

      assertThat(engine.late()).isZero();
      assertThat(engine.notes()).isEmpty();
      assertThat(engine.save()).isEqualTo(empty);
    }
    assertThat(found).hasSize(6);
  }

  @Test
  void restore_withoutSequences_dropsTheEventsThatWaited() {
    RuleEngine first = engine(THREE_SECONDS, QUERIES);
    first.process(event(1, 1, "a"), this::add);
    RuleEngine second = engine(THREE_SECONDS, List.of(QUERIES.get(0)));
    second.restore(first.save());
    RuleEngine third = engine(RuleSettings.DEFAULT, QUERIES);
    third.restore(second.save());
    third.process(event(2, 2, "a"), this::add);

    assertThat(found).isEmpty();
    assertThat(second.notes()).isEmpty();
  }

  @Test
  void process_eventsThatWait_areBoundedInBytes() {
    RuleEngine engine = engine(THREE_SECONDS, List.of(QUERIES.get(1)));
    String key = "x".repeat(1 << 16);
    int fit = (64 << 20) / ((1 << 16) + 64);
    for (int i = 0; i < fit; i++) {
      engine.process(event(1, 1, key), this::add);
    }
    assertThat(engine.notes()).isEmpty();
    for (int i = 0; i < 10; i++) {
      engine.process(event(2, 2, key), this::add);
    }

    assertThat(engine.partialMatches()).isEqualTo(1);
    assertThat(engine.notes())
        .containsExactly(
            "10 events took part in sequences before the allowed lateness of 3s, past the limits of"
                + " 100000 events and 64 MiB that wait; lower lateness, or leave out columns");
  }

  @Test
  void restore_changedRules_keepsTheOthersAndNamesThem() {
    RuleEngine first = engine(RuleSettings.DEFAULT, QUERIES);
    first.process(event(1, 1, "a"), this::add);
    RuleEngine second = engine(RuleSettings.DEFAULT, List.of(QUERIES.get(1), "any where i == 7"));
    second.restore(first.save());
    second.process(event(2, 2, "a"), this::add);

    assertThat(found).containsExactly(QUERIES.get(1) + "[ 1,  2]");
    assertThat(second.notes())
        .containsExactly(
            "the saved partial matches of "
                + QUERIES.get(2)
                + " are left out, as the rules or the fields have changed");
  }

  /** The partial matches of a rule that counts hold no events for alerts. */
  @Test
  void restore_ruleThatCountedBefore_beginsAnewAndIsNamed() {
    String query = QUERIES.get(1);
    RuleEngine counting = engine(RuleSettings.DEFAULT, List.of());
    counting.load(rule(query).withMode(RuleMode.COUNT));
    counting.process(event(1, 1, "a"), this::add);
    RuleEngine alerting = engine(RuleSettings.DEFAULT, List.of(query));
    alerting.restore(counting.save());
    alerting.process(event(2, 2, "a"), this::add);
    RuleEngine stillCounting = engine(RuleSettings.DEFAULT, List.of());
    stillCounting.load(rule(query).withMode(RuleMode.COUNT));
    stillCounting.restore(counting.save());
    stillCounting.process(event(2, 2, "a"), this::add);

    assertThat(found).isEmpty();
    assertThat(alerting.notes())
        .containsExactly(
            "the saved partial matches of "
                + query
                + " are left out, as the rules or the fields have changed");
    assertThat(stillCounting.matches()).containsEntry(query, 1L);
  }

  @Test
  void restore_otherFields_leavesOutAllAndTellsIt() {
    RuleEngine first = engine(THREE_SECONDS, QUERIES);
    first.process(event(1, 1, "a"), this::add);
    EventSchema.Builder builder = EventSchema.builder();
    builder.type("process");
    RuleEngine second =
        new RuleEngine(builder.build(), EvaluationMode.COLUMNS, RuleSettings.DEFAULT);
    second.load(rule("sequence [process where true] [process where true]", builder.build()));

    second.restore(first.save());

    assertThat(second.notes())
        .containsExactly(
            "1 saved events that waited for earlier ones are left out, as the fields have changed");
  }

  @Test
  void restore_anyByteChangedOrMissing_isRefused() {
    RuleEngine engine = engine(THREE_SECONDS, QUERIES);
    engine.process(event(5, 1, "a"), this::add);
    engine.process(event(9, 2, "a"), this::add);
    byte[] state = engine.save();
    for (int i = 0; i < state.length; i++) {
      byte[] changed = state.clone();
      changed[i] ^= 0x41;
      assertRefused(changed);
      assertRefused(Arrays.copyOf(state, i));
    }
    assertRefused(Arrays.copyOf(state, state.length + 1));
  }

  private static void assertRefused(byte[] state) {
    RuleEngine engine = engine(THREE_SECONDS, QUERIES);

    assertThatThrownBy(() -> engine.restore(state))
        .isInstanceOf(RuleStateException.class)
        .hasMessageContaining("The saved state of rules");
  }
}
