package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.ConformanceCase;
import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.event.EventCodec;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits, expiry, counters, and sequences that come and go. */
class SequenceMatcherTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();
  private static final String PAIR =
      "sequence by k with maxspan=10s [any where i == 1] [any where i == 2]";

  private final ConditionPool conditions = new ConditionPool(EvaluationMode.CLOSURES);
  private final List<String> matches = new ArrayList<>();
  private final EventCodec codec = new EventCodec(SCHEMA);
  private SequenceMatcher matcher = matcher(SequenceLimits.DEFAULT);

  private SequenceMatcher matcher(SequenceLimits limits) {
    return new SequenceMatcher(SCHEMA, conditions, limits);
  }

  private void load(String name, String query) throws EqlException {
    matcher.load(name, (SequenceQuery) EqlCompiler.compile(query, SCHEMA));
  }

  /** Processes an event; matches are noted as name and seconds of their events. */
  private void event(long seconds, int value, String key) {
    long nanos = seconds * 1_000_000_000;
    Event event =
        new EventBuilder(SCHEMA)
            .type(SCHEMA.type("process").orElseThrow().id())
            .times(nanos, nanos)
            .entity(0, seconds)
            .i64(SCHEMA.field("i").orElseThrow().id(), value)
            .text(SCHEMA.field("k").orElseThrow().id(), key)
            .build();
    conditions.select(event);
    matcher.process(event, this::note);
  }

  private void note(SequenceMatch match) {
    List<Long> seconds =
        match.events().stream().map(bytes -> codec.decode(bytes).entityLow()).toList();
    matches.add(match.sequence() + seconds);
  }

  private SequenceCounters counters(String name) {
    return matcher.counters(name).orElseThrow();
  }

  @Test
  void process_partialMatchesBeyondTheLimit_dropTheLeastRecentlyUsedKey() throws EqlException {
    matcher = matcher(new SequenceLimits(10, 2, 10));
    load("pair", PAIR);
    event(0, 1, "a");
    event(1, 1, "b");
    event(2, 1, "a");
    event(3, 1, "c");
    event(4, 2, "a");
    event(5, 2, "b");
    event(6, 2, "c");

    assertThat(matches).containsExactly("pair[2, 4]", "pair[3, 6]");
    assertThat(counters("pair").evicted()).isEqualTo(1);
    assertThat(counters("pair").replaced()).isEqualTo(1);
    assertThat(counters("pair").peak()).isEqualTo(2);
    assertThat(counters("pair").live()).isZero();
  }

  @Test
  void process_partialMatchesOfAKeyBeyondTheLimit_dropTheOldest() throws EqlException {
    matcher = matcher(new SequenceLimits(10, 100, 2));
    load("run", "sequence by k [any where i == 1] with runs=4");
    for (int i = 0; i < 6; i++) {
      event(i, 1, "a");
    }

    assertThat(matches).isEmpty();
    assertThat(counters("run").live()).isEqualTo(2);
    assertThat(counters("run").evicted()).isPositive();
  }

  @Test
  void process_oneKeyAtTheTotalLimit_dropsItsOldest() throws EqlException {
    matcher = matcher(new SequenceLimits(10, 1, 10));
    load("run", "sequence by k [any where i == 1] with runs=3");
    for (int i = 0; i < 5; i++) {
      event(i, 1, "a");
    }

    assertThat(counters("run").live()).isEqualTo(1);
    assertThat(matches).isEmpty();
  }

  @Test
  void process_keysOfMissingEventsBeyondTheLimit_forgetTheLeastRecentlyUsed() throws EqlException {
    matcher = matcher(new SequenceLimits(10, 2, 10));
    load("first", "sequence by k with maxspan=1h ![any where i == 9] [any where i == 1]");
    event(0, 9, "a");
    event(1, 9, "b");
    event(2, 9, "c");
    event(3, 1, "c");
    event(4, 1, "a");

    assertThat(matches).containsExactly("first[4]");
  }

  @Test
  void process_limitIsOfLiveMatches_notOfAllThatEverWere() throws EqlException {
    matcher = matcher(new SequenceLimits(10, 1, 1));
    load("pair", PAIR);
    for (int i = 0; i < 100; i += 2) {
      event(i, 1, "a");
      event(i + 1, 2, "a");
    }

    assertThat(matches).hasSize(50);
    assertThat(counters("pair").evicted()).isZero();
  }

  @Test
  void process_expiredKeys_areDroppedByLaterEventsOfOtherKeys() throws EqlException {
    load("pair", PAIR);
    for (int i = 0; i < 50; i++) {
      event(0, 1, "key" + i);
    }
    assertThat(counters("pair").live()).isEqualTo(50);
    for (int i = 0; i < 50; i++) {
      event(11, 3, "other");
    }

    assertThat(counters("pair").live()).isZero();
    assertThat(counters("pair").expired()).isEqualTo(50);
  }

  @Test
  void process_maxspansOfSequences_areTheirOwn() throws EqlException {
    load("short", "sequence by k with maxspan=1s [any where i == 1] [any where i == 2]");
    load("long", "sequence by k with maxspan=1h [any where i == 1] [any where i == 2]");
    event(0, 1, "a");
    for (int i = 0; i < 10; i++) {
      event(60, 3, "b");
    }
    event(61, 2, "a");

    assertThat(matches).containsExactly("long[0, 61]");
  }

  @Test
  void process_manyEvaluations_areNeverMuted() throws EqlException {
    load("pair", PAIR);
    for (int i = 0; i < 150_000; i++) {
      event(i / 100_000, 3, "a");
    }
    event(2, 1, "a");
    event(3, 2, "a");

    assertThat(matches).containsExactly("pair[2, 3]");
  }

  @Test
  void unload_removesTheStateAndTheConditions() throws EqlException {
    load("pair", PAIR);
    load("other", "sequence by k [any where i == 1] [any where i == 4]");
    event(0, 1, "a");
    matcher.unload("pair");
    load("pair", PAIR);
    event(1, 2, "a");
    event(2, 4, "a");

    assertThat(matches).containsExactly("other[0, 2]");
    matcher.unload("pair");
    matcher.unload("other");
    assertThat(conditions.size()).isZero();
  }

  @Test
  void load_whileRunning_seesEventsFromThenOn() throws EqlException {
    event(0, 1, "a");
    load("pair", PAIR);
    event(1, 2, "a");
    event(2, 1, "a");
    event(3, 2, "a");

    assertThat(matches).containsExactly("pair[2, 3]");
  }

  @Test
  void load_usedNameOrTooMany_isRefused() throws EqlException {
    matcher = matcher(new SequenceLimits(1, 10, 10));
    load("pair", PAIR);

    assertThatThrownBy(() -> load("pair", PAIR)).hasMessageContaining("pair is loaded already");
    assertThatThrownBy(() -> load("more", PAIR)).hasMessageContaining("more than 1 sequences");
  }

  @Test
  void process_olderEvent_isCountedAndIgnored() throws EqlException {
    load("pair", PAIR);
    event(5, 1, "a");
    event(4, 2, "a");
    event(5, 2, "a");

    assertThat(matches).containsExactly("pair[5, 5]");
    assertThat(matcher.outOfOrder()).isEqualTo(1);
  }

  @Test
  void process_sharedConditions_areEvaluatedOnceAnEvent() throws EqlException {
    for (int i = 0; i < 100; i++) {
      load("pair" + i, PAIR);
    }
    event(0, 1, "a");

    assertThat(conditions.size()).isEqualTo(2);
    assertThat(conditions.evaluations()).isEqualTo(2);
  }

  @Test
  void counters_nameTheReasonOfEachDrop() throws EqlException {
    load(
        "all",
        "sequence by k with maxspan=10s [any where i == 1] ![any where i == 3] [any where i == 2]"
            + " until [any where i == 4]");
    event(0, 1, "until");
    event(1, 4, "until");
    event(2, 1, "contradicted");
    event(3, 3, "contradicted");
    event(4, 1, "completed");
    event(5, 2, "completed");
    event(6, 1, "expired");
    event(17, 2, "expired");

    SequenceCounters all = counters("all");
    assertThat(all.begun()).isEqualTo(4);
    assertThat(all.ended()).isEqualTo(1);
    assertThat(all.contradicted()).isEqualTo(1);
    assertThat(all.completed()).isEqualTo(1);
    assertThat(all.expired()).isEqualTo(1);
    assertThat(all.live()).isZero();
  }

  @Test
  void process_waitingMatches_areEmittedInTheOrderOfTheirDeadlines() throws EqlException {
    load("late", "sequence by k with maxspan=20s [any where i == 1] ![any where i == 9]");
    load("early", "sequence by k with maxspan=5s [any where i == 1] ![any where i == 9]");
    event(0, 1, "a");
    event(1, 1, "b");
    event(30, 3, "c");

    assertThat(matches).containsExactly("early[0]", "early[1]", "late[0]", "late[1]");
  }
}
