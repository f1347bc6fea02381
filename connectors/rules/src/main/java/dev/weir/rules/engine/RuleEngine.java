package dev.weir.rules.engine;

import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.EventCodec;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.sequence.QueryPlan;
import dev.weir.rules.sequence.SequenceCounters;
import dev.weir.rules.sequence.SequenceException;
import dev.weir.rules.sequence.SequenceLimits;
import dev.weir.rules.sequence.SequenceMatch;
import dev.weir.rules.sequence.SequenceMatcher;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Evaluates rules over events, in the order of the events. Rules are reached by event type, and
 * share their conditions. Used by one thread.
 */
public final class RuleEngine {
  /** No event can be made to collide with others; the matches do not depend on it. */
  private static final long HASH_SEED = new SecureRandom().nextLong();

  private final EventSchema schema;
  private final EventCodec codec;
  private final ConditionPool conditions;
  private final SequenceMatcher sequences;
  private final Map<String, QueryPlan> plans = new HashMap<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, Long> matches = new LinkedHashMap<>();
  private final List<EventRule> eventRules = new ArrayList<>();
  private long processed;
  private EventRule[][] eventRulesByType = new EventRule[0][];

  /** A rule of single events. */
  private record EventRule(Rule rule, int type, Condition condition) {}

  /** Creates an engine without rules. */
  public RuleEngine(EventSchema schema, EvaluationMode mode, SequenceLimits limits) {
    this.schema = schema;
    this.codec = new EventCodec(schema);
    this.conditions = new ConditionPool(mode);
    this.sequences =
        new SequenceMatcher(
            schema, limits, (event, to) -> to.writeBytes(codec.encode(event)), HASH_SEED);
    arrange();
  }

  /**
   * Loads a rule, unless it is off. It sees the events from now on.
   *
   * @throws IllegalArgumentException if its id is in use
   * @throws SequenceException if there are too many sequences
   */
  public void load(Rule rule) {
    if (rules.containsKey(rule.id())) {
      throw new IllegalArgumentException("The rule " + rule.id() + " is loaded already");
    }
    if (rule.mode() == RuleMode.OFF) {
      return;
    }
    if (rule.query() instanceof EventQuery query) {
      Condition condition = conditions.acquire(query.filter().condition());
      eventRules.add(new EventRule(rule, query.filter().type(), condition));
      arrange();
    } else {
      load(rule, (SequenceQuery) rule.query());
    }
    rules.put(rule.id(), rule);
    matches.put(rule.id(), 0L);
  }

  private void load(Rule rule, SequenceQuery query) {
    QueryPlan plan = new QueryPlan(rule.id(), query.toString(), query, schema, conditions);
    try {
      sequences.load(plan.plan());
    } catch (SequenceException e) {
      plan.close();
      throw e;
    }
    plans.put(rule.id(), plan);
  }

  /** Removes a rule and its state; nothing happens if it is not loaded. */
  public void unload(String id) {
    rules.remove(id);
    matches.remove(id);
    sequences.unload(id);
    QueryPlan plan = plans.remove(id);
    if (plan != null) {
      plan.close();
    }
    for (EventRule loaded : List.copyOf(eventRules)) {
      if (loaded.rule().id().equals(id)) {
        conditions.release(loaded.condition());
        eventRules.remove(loaded);
      }
    }
    arrange();
  }

  private void arrange() {
    eventRulesByType = new EventRule[schema.types().size() + 1][];
    for (int i = 0; i < eventRulesByType.length; i++) {
      int type = i;
      eventRulesByType[i] =
          eventRules.stream()
              .filter(loaded -> schema.matches(loaded.type(), type))
              .toArray(EventRule[]::new);
    }
  }

  /** Processes an event. */
  public void process(EventReader event, RuleMatch.Sink sink) {
    conditions.select(event);
    evaluate(event, sink);
  }

  /** Processes the rows of a batch, in order. */
  public void processBatch(BatchRow batch, RuleMatch.Sink sink) {
    conditions.begin(batch);
    for (int i = 0; i < batch.rows(); i++) {
      batch.select(i);
      conditions.select(i);
      evaluate(batch, sink);
    }
  }

  private void evaluate(EventReader event, RuleMatch.Sink sink) {
    for (EventRule loaded : eventRulesByType[event.type()]) {
      if (loaded.condition().matches()) {
        emit(loaded.rule(), List.of(codec.encode(event)), sink);
      }
    }
    sequences.accept(event, processed, match -> emit(match, sink));
    processed++;
  }

  /** Ends the stream: no event follows, so nothing that may not follow does. */
  public void finish(RuleMatch.Sink sink) {
    sequences.advanceTo(Long.MAX_VALUE, match -> emit(match, sink));
  }

  private void emit(SequenceMatch match, RuleMatch.Sink sink) {
    List<byte[]> contents = IntStream.range(0, match.size()).mapToObj(match::content).toList();
    emit(Objects.requireNonNull(rules.get(match.rule())), contents, sink);
  }

  private void emit(Rule rule, List<byte[]> events, RuleMatch.Sink sink) {
    matches.merge(rule.id(), 1L, Long::sum);
    if (rule.mode() == RuleMode.ALERT) {
      sink.accept(new RuleMatch(rule, events));
    }
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

  /** Returns the number of events that no sequence saw because they were older than one before. */
  public long outOfOrder() {
    return sequences.late();
  }
}
