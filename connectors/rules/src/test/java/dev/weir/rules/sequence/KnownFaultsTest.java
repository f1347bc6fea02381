package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faults that other engines have, one test each. */
class KnownFaultsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The events of one entity were joined, whatever the key. */
  @Test
  void key_isNotTheEntity() {
    assertThat(matches("a/s b/s", "a@0;s=x b@1;s=y")).isEmpty();
  }

  /** A match at an earlier step waited until the furthest one was complete. */
  @Test
  void allPartialMatchesAdvance_notTheFurthestOnly() {
    assertThat(matches("a b c", "a@0 b@1 a@2 c@3 b@4 c@5")).containsExactly("r:1-2-4", "r:3-5-6");
  }

  /** A completed match stayed, and each further last event gave another alert. */
  @Test
  void completedMatch_isRemoved() {
    assertThat(matches("a b", "a@0 b@1 b@2 b@3")).containsExactly("r:1-2");
  }

  /** The window of the budget never ended, so that a rule was muted for ever. */
  @Test
  void budget_windowEnds() {
    Matching matching = new Matching(new SequenceLimits(9, 9, 9, 100, SECOND)).load("r", "a b");
    for (int i = 0; i < 1_000; i++) {
      matching.accept("a@0");
    }
    assertThat(matching.counters("r").overBudget()).isEqualTo(900);

    matching.accept("a@1 b@1");

    assertThat(matching.matches).containsExactly("r:1001-1002");
  }

  /** The newest key was evicted. */
  @Test
  void eviction_isOfTheLeastRecentlyUsed() {
    Matching matching = new Matching(new SequenceLimits(9, 2, 9, 100, SECOND)).load("r", "a b");

    matching.accept("a@0;k=1 a@1;k=2 a@2;k=3 b@3;k=1 b@4;k=2 b@5;k=3");

    assertThat(matching.matches).containsExactly("r:2-5", "r:3-6");
  }

  /** A replaced match stayed in the count, until the limit refused all. */
  @Test
  void limits_countWhatIsLive() {
    Matching matching = new Matching(new SequenceLimits(9, 2, 2, 9_999, SECOND)).load("r", "a b");
    for (int i = 0; i < 100; i++) {
      matching.accept("a@0;k=1 a@0;k=2 b@0;k=2");
    }

    assertThat(matching.matches).hasSize(100);
    assertThat(matching.dropped("r", DropReason.LEAST_RECENTLY_USED)).isZero();
    assertThat(matching.counters("r").peak()).isEqualTo(2);
  }

  /** One span for all sequences decided what was removed. */
  @Test
  void expiry_isByTheSpanOfTheSequence() {
    Matching matching = new Matching().load("r", "a b span=1").load("s", "a b span=3600");

    matching.accept("a@0 e@60 b@61");

    assertThat(matching.matches).containsExactly("s:1-3");
    assertThat(matching.dropped("r", DropReason.EXPIRED)).isEqualTo(1);
  }

  /** The state of an unloaded rule stayed, and was found by the next rule of that name. */
  @Test
  void unloadedRule_leavesNothing() {
    Matching matching = new Matching().load("r", "a b").accept("a@0");

    matching.matcher.unload("r");

    assertThat(matching.matcher.live()).isZero();
    assertThat(matching.load("r", "a b").accept("b@1").matches).isEmpty();
  }

  /** Until was only looked at for events of the types of steps. */
  @Test
  void until_hasATypeOfItsOwn() {
    assertThat(matches("a b until=e", "a@0 e@1 b@2")).isEmpty();
  }

  /** Ids of event types were hashed to 16 bits, and collided. */
  @Test
  void typeIds_beyond16Bits_differ() {
    EventSchema.Builder builder = EventSchema.builder();
    for (int i = 1; i <= (1 << 16) + 1; i++) {
      builder.type("type" + i);
    }
    EventSchema schema = builder.build();
    EventCondition first = new EventCondition(1, event -> true, List.of());
    SequenceMatcher matcher =
        new SequenceMatcher(schema, SequenceLimits.DEFAULT, new CapturedFields(schema), 1);
    matcher.load(
        new SequencePlan(
            "r",
            "",
            List.of(new SequenceStep(first, 2, false)),
            Optional.empty(),
            Optional.empty()));
    List<String> found = new ArrayList<>();
    for (int type : new int[] {1, (1 << 16) + 1, 1}) {
      matcher.accept(
          new EventBuilder(schema).type(type).times(0, 0).entity(0, type).build(),
          match -> found.add(Matching.text(match)));
    }

    assertThat(found).containsExactly("r:1-1");
  }

  /** An alert had no fields of its events. */
  @Test
  void match_hasTheFieldsOfItsEvents() {
    List<String> texts = new ArrayList<>();
    Matching matching = new Matching().load("r", "a b").accept("a@0;s=first");

    matching.matcher.accept(
        Streams.item("b@1;s=last").event(),
        match -> {
          for (int i = 0; i < match.size(); i++) {
            var event = Matching.event(match, i);
            texts.add(event.textAt(event.find(Streams.fieldId("s"))));
          }
        });

    assertThat(texts).containsExactly("first", "last");
  }

  private static List<String> matches(String sequence, String events) {
    return new Matching().load("r", sequence).accept(events).matches;
  }
}
