package dev.weir.rules.engine;

import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.tree.EqlQuery.EventFilter;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.EventPredicate;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleLogic;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.sequence.MatchSink;
import dev.weir.rules.sequence.SequenceCounters;
import dev.weir.rules.sequence.SequenceException;
import dev.weir.rules.sequence.SequenceMatch;
import dev.weir.rules.wasm.WasmPredicateException;
import dev.weir.rules.wasm.Watchdog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Evaluates rules over events, in the order of the events. Rules are reached by event type, and
 * share their conditions. Used by one thread.
 */
public final class RuleEngine implements AutoCloseable {
  private final EventSchema schema;
  private final ConditionPool conditions;
  private final SequenceRules sequences;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, Long> matches = new LinkedHashMap<>();

  /** By the id of the rule, in the order of loading. */
  private final Map<String, EventRule> eventRules = new LinkedHashMap<>();

  private final Map<String, ModuleRule> modules = new LinkedHashMap<>();
  private Optional<Watchdog> watchdog = Optional.empty();

  /** By the id of the event's type; empty until the next event after rules have changed. */
  private EventRule[][] eventRulesByType = new EventRule[0][];

  /**
   * A rule of single events.
   *
   * @param rows adds the rows of a batch that can match to a bitmap, 64 rows a word
   * @param release gives back what the predicate holds
   */
  private record EventRule(
      Rule rule, int type, EventPredicate predicate, Consumer<long[]> rows, Runnable release) {}

  /** Creates an engine without rules. */
  public RuleEngine(EventSchema schema, EvaluationMode mode, RuleSettings settings) {
    this.schema = schema;
    this.conditions = new ConditionPool(schema, mode);
    this.sequences = new SequenceRules(schema, conditions, settings);
  }

  /**
   * Loads a rule, unless it is off. It sees the events from now on.
   *
   * @throws IllegalArgumentException if its id is in use
   * @throws SequenceException if there are too many sequences
   * @throws WasmPredicateException if its module cannot be instantiated
   */
  public void load(Rule rule) {
    if (rules.containsKey(rule.id())) {
      throw new IllegalArgumentException("The rule " + rule.id() + " is loaded already");
    }
    if (rule.mode() == RuleMode.OFF) {
      return;
    }
    if (rule.logic() instanceof RuleLogic.Module module) {
      load(rule, module);
    } else if (rule.logic() instanceof RuleLogic.Query query) {
      load(rule, query);
    }
    rules.put(rule.id(), rule);
    matches.put(rule.id(), 0L);
  }

  private void load(Rule rule, RuleLogic.Query logic) {
    if (logic.query() instanceof EventQuery query) {
      EventFilter filter = query.filter();
      Condition condition = conditions.acquire(filter);
      add(
          new EventRule(
              rule,
              filter.type(),
              event -> condition.matches(),
              condition::addRows,
              () -> conditions.release(condition)));
    } else {
      sequences.load(rule, logic.text(), (SequenceQuery) logic.query());
    }
  }

  private void load(Rule rule, RuleLogic.Module logic) {
    if (watchdog.isEmpty()) {
      watchdog = Optional.of(new Watchdog());
    }
    ModuleRule module = new ModuleRule(rule.id(), logic.module().predicate(schema, watchdog.get()));
    modules.put(rule.id(), module);
    add(new EventRule(rule, logic.type(), module, rows -> Arrays.fill(rows, -1L), module::close));
  }

  private void add(EventRule rule) {
    eventRules.put(rule.rule().id(), rule);
    eventRulesByType = new EventRule[0][];
  }

  /** Removes a rule and its state; nothing happens if it is not loaded. */
  public void unload(String id) {
    rules.remove(id);
    matches.remove(id);
    modules.remove(id);
    sequences.unload(id);
    EventRule loaded = eventRules.remove(id);
    if (loaded != null) {
      loaded.release().run();
      eventRulesByType = new EventRule[0][];
    }
  }

  private void arrange() {
    if (eventRulesByType.length > 0) {
      return;
    }
    eventRulesByType = new EventRule[schema.types().size() + 1][];
    for (int i = 0; i < eventRulesByType.length; i++) {
      int type = i;
      eventRulesByType[i] =
          eventRules.values().stream()
              .filter(loaded -> schema.matches(loaded.type(), type))
              .toArray(EventRule[]::new);
    }
  }

  /** Processes an event. */
  public void process(EventReader event, RuleMatch.Sink sink) {
    arrange();
    MatchSink sequenceSink = match -> emit(match, sink);
    sequences.begin(sequenceSink);
    conditions.select(event);
    evaluate(event, sink);
    sequences.accept(event, sequenceSink);
  }

  /** Processes the rows of a batch that are events, in order. */
  public void processBatch(BatchRow batch, RuleMatch.Sink sink) {
    arrange();
    MatchSink sequenceSink = match -> emit(match, sink);
    sequences.begin(sequenceSink);
    conditions.begin(batch);
    boolean isOrdering = sequences.isOrdering();
    long[][] candidates = new long[eventRulesByType.length][];
    for (int i = 0; i < batch.rows(); i++) {
      batch.select(i);
      if (batch.isEvent()) {
        conditions.select(i);
        if (isCandidate(batch, i, candidates)) {
          evaluate(batch, sink);
        }
        if (!isOrdering) {
          sequences.accept(batch, sequenceSink);
        }
      }
    }
    // Events that waited become current, so the conditions of the batch are needed no longer.
    for (int i = 0; isOrdering && i < batch.rows(); i++) {
      batch.select(i);
      if (batch.isEvent()) {
        sequences.accept(batch, sequenceSink);
      }
    }
  }

  /**
   * Returns whether a rule of the row's type can match it, by bitmaps of all rules of a type, which
   * are made at its first row: most rows match none.
   */
  private boolean isCandidate(BatchRow batch, int row, long[][] candidates) {
    int type = batch.type();
    long[] rows = candidates[type];
    if (rows == null) {
      rows = new long[(batch.rows() + Long.SIZE - 1) / Long.SIZE];
      for (EventRule loaded : eventRulesByType[type]) {
        loaded.rows().accept(rows);
      }
      candidates[type] = rows;
    }
    return (rows[row / Long.SIZE] & (1L << row)) != 0;
  }

  private void evaluate(EventReader event, RuleMatch.Sink sink) {
    List<byte[]> content = List.of();
    for (EventRule loaded : eventRulesByType[event.type()]) {
      if (loaded.predicate().matches(event) && countMatch(loaded.rule())) {
        if (content.isEmpty()) {
          content = List.of(sequences.codec().encode(event));
        }
        sink.accept(new RuleMatch(loaded.rule(), List.of(), content));
      }
    }
  }

  /** Ends the stream: no event follows, so nothing that may not follow does. */
  public void finish(RuleMatch.Sink sink) {
    sequences.finish(match -> emit(match, sink));
  }

  private void emit(SequenceMatch match, RuleMatch.Sink sink) {
    Rule rule = Objects.requireNonNull(rules.get(match.rule()));
    if (countMatch(rule)) {
      List<byte[]> contents = IntStream.range(0, match.size()).mapToObj(match::content).toList();
      sink.accept(new RuleMatch(rule, match.key(), contents));
    }
  }

  /** Returns whether the match is an alert. */
  private boolean countMatch(Rule rule) {
    matches.merge(rule.id(), 1L, Long::sum);
    return rule.mode() == RuleMode.ALERT;
  }

  /** Returns the partial matches and the events that wait, for {@link #restore}. */
  public byte[] save() {
    return sequences.save();
  }

  /**
   * Restores what {@link #save} returned, after the rules are loaded and before the first event.
   * What belongs to rules that have changed is left out, which {@link #notes} tells.
   *
   * @throws RuleStateException if the bytes are no state
   * @throws SequenceException if the part of sequences is none
   */
  public void restore(byte[] state) {
    sequences.restore(state);
  }

  /** Returns the number of matches of each loaded rule, by id; those that are only counted too. */
  public Map<String, Long> matches() {
    return Collections.unmodifiableMap(matches);
  }

  /** Returns the counters of a loaded sequence; empty for a rule of single events. */
  public Optional<SequenceCounters> counters(String id) {
    return sequences.counters(id);
  }

  /** Returns the number of distinct conditions, which rules share. */
  public int conditions() {
    return conditions.size();
  }

  /** Returns how often a condition was evaluated, over an event or over a batch. */
  public long evaluations() {
    return conditions.evaluations();
  }

  /** Returns the number of events that sequences did not see because they came too late. */
  public long late() {
    return sequences.late();
  }

  /** Returns the number of partial matches. */
  public int partialMatches() {
    return sequences.live();
  }

  /** Returns what a reader of the alerts should know, as sentences that begin in lower case. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(sequences.notes());
    modules.values().forEach(module -> module.note().ifPresent(notes::add));
    return notes;
  }

  /** Releases the instances of modules. */
  @Override
  public void close() {
    List.copyOf(rules.keySet()).forEach(this::unload);
    watchdog.ifPresent(Watchdog::close);
  }
}
