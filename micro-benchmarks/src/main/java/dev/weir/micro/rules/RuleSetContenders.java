package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.rules.engine.RuleEngine;
import dev.weir.rules.engine.RuleMatch;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleLogic;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Rules of single events, each of another process, over events that they reject, and the gate. */
final class RuleSetContenders implements AutoCloseable {
  /** A power of two, so that the next event costs no division. */
  static final int EVENTS = 1 << 10;

  private static final long SEED = 20_260_714;
  private static final long ID_BOUND = 4_096;

  private final int rules;
  private final RuleEngine engine;
  private final RuleEngine batchEngine;
  private final List<StartedProcess> starts = new ArrayList<>();
  private final List<Event> otherValues = new ArrayList<>();
  private final List<Event> otherTypes = new ArrayList<>();
  private final BufferAllocator allocator = new RootAllocator();
  private final EventBatch batch;
  private final List<RuleMatch> found = new ArrayList<>();
  private final RuleMatch.Sink sink = found::add;

  RuleSetContenders(int rules) {
    this.rules = rules;
    this.engine = engine(EvaluationMode.CLOSURES);
    this.batchEngine = engine(EvaluationMode.COLUMNS);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < EVENTS; i++) {
      starts.add(rejected(StartedProcess.any(random), i));
      // Of one time: an event that is earlier than the one before it is late.
      otherValues.add(starts.get(i).event(0));
      otherTypes.add(connection(random.nextInt(1 << 16)));
    }
    batch = EventBatch.of(RuleFields.SCHEMA, otherValues, allocator);
  }

  private RuleEngine engine(EvaluationMode mode) {
    RuleEngine loaded = new RuleEngine(RuleFields.SCHEMA, mode, RuleSettings.DEFAULT);
    IntStream.range(0, rules).mapToObj(RuleSetContenders::rule).forEach(loaded::load);
    return loaded;
  }

  private static Rule rule(int number) {
    String query =
        "process where process.name == \"%s\" and process.id > %d"
            .formatted(processName(number), ID_BOUND);
    return new Rule(
        "rule-" + number,
        "Process " + number,
        Severity.MEDIUM,
        RuleMode.ALERT,
        new RuleLogic.Query(query, RuleFields.compile(query)),
        Map.of(),
        List.of(),
        List.of());
  }

  private static String processName(int rule) {
    return "agent-%04d.exe".formatted(rule);
  }

  /** Every other one by its id, the rest by their names. */
  private StartedProcess rejected(StartedProcess start, int i) {
    return i % 2 == 0
        ? start.withName(processName(i % rules)).withId(start.id() % ID_BOUND)
        : start;
  }

  private static Event connection(int port) {
    return new EventBuilder(RuleFields.SCHEMA)
        .type(RuleFields.NETWORK)
        .times(0, 0)
        .entity(0, 0)
        .i64(RuleFields.PORT, port)
        .build();
  }

  /** Processes an event of a type that no rule asks for; returns the matches so far. */
  int processOtherType(int i) {
    engine.process(otherTypes.get(i), sink);
    return found.size();
  }

  /** Processes an event that each rule rejects by a value; returns the matches so far. */
  int processOtherValue(int i) {
    engine.process(otherValues.get(i), sink);
    return found.size();
  }

  /** The same for all events as a batch. */
  int processBatch() {
    batchEngine.processBatch(batch.row(), sink);
    return found.size();
  }

  /**
   * Passes if no rule matches, and if rules match the same events with a value of theirs.
   *
   * @throws IllegalStateException if not
   */
  void check() {
    for (int i = 0; i < EVENTS; i++) {
      processOtherType(i);
      processOtherValue(i);
    }
    processBatch();
    Agreement.requireEqual("the engine", "the matches", 0, found.size());
    List<Event> events =
        IntStream.range(0, rules)
            .mapToObj(i -> matching(starts.get(i % EVENTS), i).event(0))
            .toList();
    List<RuleMatch> single = new ArrayList<>();
    RuleEngine closures = engine(EvaluationMode.CLOSURES);
    events.forEach(event -> closures.process(event, single::add));
    checkMatches("the engine", single);
    try (EventBatch matching = EventBatch.of(RuleFields.SCHEMA, events, allocator)) {
      List<RuleMatch> ofBatch = new ArrayList<>();
      engine(EvaluationMode.COLUMNS).processBatch(matching.row(), ofBatch::add);
      checkMatches("the engine over a batch", ofBatch);
    }
  }

  private static StartedProcess matching(StartedProcess start, int rule) {
    return start.withName(processName(rule)).withId(ID_BOUND + 1);
  }

  void checkMatches(String who, List<RuleMatch> matches) {
    Agreement.requireEqual(
        who,
        "the rules that match",
        IntStream.range(0, rules).mapToObj(i -> "rule-" + i).toList(),
        matches.stream().map(match -> match.rule().id()).toList());
  }

  /** Releases the batch. */
  @Override
  public void close() {
    batch.close();
    allocator.close();
  }
}
