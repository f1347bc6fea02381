package dev.weir.rules.engine;

import dev.weir.core.unit.Durations;
import dev.weir.rules.engine.EngineState.Block;
import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.sequence.CapturedFields;
import dev.weir.rules.sequence.EventOrder;
import dev.weir.rules.sequence.MatchSink;
import dev.weir.rules.sequence.QueryPlan;
import dev.weir.rules.sequence.SequenceCounters;
import dev.weir.rules.sequence.SequenceException;
import dev.weir.rules.sequence.SequenceMatcher;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sequences of an engine. With an allowed lateness, copies of the events wait until they can be
 * put in order; without, the matcher reads the event at hand.
 */
final class SequenceRules {
  /** No event can be made to collide with others; the matches do not depend on it. */
  private static final long HASH_SEED = new SecureRandom().nextLong();

  /** Bounds the events that wait; past it the earliest no longer waits. */
  private static final int HELD_MAX = 100_000;

  /** Bounds the memory of the events that wait, likewise. */
  private static final int HELD_MIB_MAX = 64;

  /** Precedes the text of a rule that only counts, in its fingerprint. */
  private static final String COUNTED = "count: ";

  private final EventSchema schema;
  private final ConditionPool conditions;
  private final RuleSettings settings;
  private final CapturedFields codec;
  private final SequenceMatcher matcher;
  private final EventOrder<byte[]> order;
  private final Map<String, QueryPlan> plans = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  SequenceRules(EventSchema schema, ConditionPool conditions, RuleSettings settings) {
    this.schema = schema;
    this.conditions = conditions;
    this.settings = settings;
    this.codec = new CapturedFields(schema);
    this.matcher = new SequenceMatcher(schema, settings.limits(), codec, HASH_SEED);
    this.order =
        new EventOrder<>(
            settings.lateness().toNanos(),
            HELD_MAX,
            (long) HELD_MIB_MAX << 20,
            event -> event.length);
  }

  CapturedFields codec() {
    return codec;
  }

  /**
   * Loads a sequence.
   *
   * @throws SequenceException if there are too many
   */
  void load(Rule rule, String text, SequenceQuery query) {
    boolean isAlert = rule.mode() == RuleMode.ALERT;
    // The partial matches of a rule that counts have no events, so that no alert can follow them.
    String fingerprint = isAlert ? text : COUNTED + text;
    QueryPlan plan = new QueryPlan(rule.id(), fingerprint, query, schema, conditions);
    try {
      if (isAlert) {
        matcher.load(plan.plan());
      } else {
        matcher.loadWithoutCapture(plan.plan());
      }
    } catch (SequenceException e) {
      plan.close();
      throw e;
    }
    plans.put(rule.id(), plan);
  }

  void unload(String rule) {
    matcher.unload(rule);
    QueryPlan plan = plans.remove(rule);
    if (plan != null) {
      plan.close();
    }
  }

  /** Returns whether events wait for earlier ones, so that another one can become current. */
  boolean isOrdering() {
    return !plans.isEmpty() && !settings.lateness().isZero();
  }

  /** Passes on events that wait in a restored state, if none are to wait now. */
  void begin(MatchSink sink) {
    if (!isOrdering()) {
      order.flush((nanos, event) -> match(event, sink));
    }
  }

  /** Takes an event, which is the current one of the conditions. */
  void accept(EventReader event, MatchSink sink) {
    if (isOrdering()) {
      order.add(
          event.monotonicNanos(), codec.encode(event), (nanos, ordered) -> match(ordered, sink));
    } else if (!plans.isEmpty()) {
      matcher.accept(event, sink);
    }
  }

  /** No event follows. */
  void finish(MatchSink sink) {
    order.flush((nanos, event) -> match(event, sink));
    matcher.advanceTo(Long.MAX_VALUE, sink);
  }

  private void match(byte[] content, MatchSink sink) {
    Event event = codec.decode(content);
    conditions.select(event);
    matcher.accept(event, sink);
  }

  Optional<SequenceCounters> counters(String rule) {
    return matcher.counters(rule);
  }

  long late() {
    return matcher.late() + order.late();
  }

  int live() {
    return matcher.live();
  }

  byte[] save() {
    List<Block> held = new ArrayList<>();
    order.forEachHeld((nanos, event) -> held.add(new Block(event)));
    return new EngineState(
            schema.digest(),
            order.latestNanos(),
            order.passedNanos(),
            new Block(matcher.save()),
            held)
        .encode();
  }

  void restore(byte[] bytes) {
    EngineState state = EngineState.decode(bytes);
    List<String> leftOut = matcher.restore(state.sequences().bytes());
    if (!leftOut.isEmpty()) {
      notes.add(
          "the saved partial matches of %s are left out, as the rules or the fields have changed"
              .formatted(String.join(", ", leftOut)));
    }
    order.restore(state.latestNanos(), state.passedNanos());
    if (plans.isEmpty()) {
      return;
    }
    if (state.schema() == schema.digest()) {
      for (Block block : state.held()) {
        order.hold(codec.decode(block.bytes()).monotonicNanos(), block.bytes());
      }
    } else if (!state.held().isEmpty()) {
      notes.add(
          "%d saved events that waited for earlier ones are left out, as the fields have changed"
              .formatted(state.held().size()));
    }
  }

  /** Returns what a reader of the alerts should know, as sentences. */
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (order.reordered() > 0) {
      all.add(
          "%d events came after a later one, and took part in sequences in their place"
              .formatted(order.reordered()));
    }
    if (late() > 0) {
      all.add(
          "%d events came later than the allowed lateness of %s, and sequences did not see them;"
                  .formatted(late(), Durations.format(settings.lateness()))
              + " raise lateness, or sort the events");
    }
    if (order.early() > 0) {
      all.add(
          "%d events took part in sequences before the allowed lateness of %s, past the limits of"
                  .formatted(order.early(), Durations.format(settings.lateness()))
              + " %d events and %d MiB that wait; lower lateness, or leave out columns"
                  .formatted(HELD_MAX, HELD_MIB_MAX));
    }
    plans.keySet().forEach(rule -> counters(rule).ifPresent(of -> add(rule, of, all)));
    return all;
  }

  private void add(String rule, SequenceCounters counters, List<String> all) {
    if (counters.nullKeys() > 0) {
      all.add(
          "the rule %s left out %d events without a value of its key; write ?field to allow null"
              .formatted(rule, counters.nullKeys()));
    }
    if (counters.overBudget() > 0) {
      all.add(
          "the rule %s missed %d events, past the limit of %d evaluations in %s"
              .formatted(
                  rule,
                  counters.overBudget(),
                  settings.limits().evaluationsMax(),
                  Durations.format(settings.limits().window())));
    }
    if (counters.evicted() > 0) {
      all.add(
          "the rule %s lost %d partial matches, past the limits of %d in all and %d of a key"
              .formatted(
                  rule,
                  counters.evicted(),
                  settings.limits().partialsMax(),
                  settings.limits().keyPartialsMax()));
    }
    if (counters.evictedPreceding() > 0) {
      all.add(
          "the rule %s lost %d events of a missing-event step before its first event, past the limits"
                  .formatted(rule, counters.evictedPreceding())
              + " of %d in all and %d of a key, so that some of its alerts can be false"
                  .formatted(settings.limits().partialsMax(), settings.limits().keyPartialsMax()));
    }
  }
}
