package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Loading, limits, counters, order of events and evidence. */
class SequenceMatcherTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void load_twice_isRefused() {
    Matching matching = new Matching().load("r", "a b");

    assertThatThrownBy(() -> matching.load("r", "a c"))
        .isInstanceOf(SequenceException.class)
        .hasMessage("The sequence r is loaded already");
  }

  @Test
  void load_pastTheLimit_isRefused() {
    Matching matching = new Matching(new SequenceLimits(2, 10, 10, 10, SECOND));
    matching.load("r", "a b").load("s", "a b");

    assertThatThrownBy(() -> matching.load("t", "a b"))
        .isInstanceOf(SequenceException.class)
        .hasMessage(
            "The sequence t cannot be loaded: 2 sequences are loaded, the limit; disable rules or"
                + " raise the limit");
    assertThat(matching.matcher.counters("t")).isEmpty();
  }

  @Test
  void load_betweenEvents_seesTheEventsAfterIt() {
    Matching matching = new Matching().load("r", "a b").accept("a@0");

    matching.load("s", "a b").accept("a@1 b@2 b@3");

    assertThat(matching.matches).containsExactly("r:2-3", "s:2-3");
  }

  @Test
  void unload_removesThePartialMatchesOfTheRuleOnly() {
    Matching matching = new Matching().load("r", "a b").load("s", "a b").accept("a@0;k=1 a@1;k=2");

    assertThat(matching.matcher.unload("r")).isTrue();

    assertThat(matching.matcher.live()).isEqualTo(2);
    assertThat(matching.matcher.counters("r")).isEmpty();
    assertThat(matching.matcher.unload("r")).isFalse();
    matching.load("r", "a b").accept("b@2;k=1 b@3;k=2");
    assertThat(matching.matches).containsExactly("s:1-3", "s:2-4");
  }

  @Test
  void unload_ofASequenceWithADeadline_forgetsTheDeadline() {
    Matching matching =
        new Matching().load("r", "a !b span=5").load("s", "a !b span=5").accept("a@0");

    matching.matcher.unload("r");
    matching.load("t", "a !b span=1").accept("a@1 e@9");

    assertThat(matching.matches).containsExactly("t:2", "s:2");
  }

  @Test
  void accept_earlierThanTheLast_isRefusedAndCounted() {
    Matching matching = new Matching().load("r", "a b").accept("a@5");

    assertThat(matching.accept(Streams.item("b@4"))).isFalse();
    assertThat(matching.matcher.late()).isEqualTo(1);
    assertThat(matching.counters("r").events()).isEqualTo(1);
    assertThat(matching.accept(Streams.item("b@5"))).isTrue();
    assertThat(matching.matches).containsExactly("r:1-3");
  }

  @Test
  void advanceTo_beyondADeadline_completes() {
    Matching matching = new Matching().load("r", "a !b span=5").accept("a@0");

    matching.advanceTo(5);
    assertThat(matching.matches).isEmpty();
    matching.advanceTo(6);
    assertThat(matching.matches).containsExactly("r:1");
    assertThat(matching.accept(Streams.item("a@5"))).isFalse();
    matching.advanceTo(0);
    assertThat(matching.accept(Streams.item("a@6"))).isTrue();
  }

  @Test
  void expiry_dropsAtTheNextEventOfAnyType() {
    Matching matching =
        new Matching().load("r", "a b span=5").load("s", "a b span=20").accept("a@0 a@1;k=2");

    matching.accept("e@6");

    assertThat(matching.dropped("r", DropReason.EXPIRED)).isEqualTo(1);
    assertThat(matching.counters("r").live()).isEqualTo(1);
    assertThat(matching.counters("s").live()).isEqualTo(2);
    matching.accept("e@21");
    assertThat(matching.matcher.live()).isEqualTo(1);
  }

  @Test
  void partialsMax_evictsTheLeastRecentlyUsedKey() {
    Matching matching = new Matching(new SequenceLimits(9, 3, 10, 100, SECOND));
    matching.load("r", "a b c").load("s", "d e");

    matching.accept("a@0;k=1 a@1;k=2 d@2;k=3 b@3;k=1 a@4;k=4");

    assertThat(matching.dropped("r", DropReason.LEAST_RECENTLY_USED)).isEqualTo(1);
    matching.accept("a@5;k=5");
    assertThat(matching.dropped("s", DropReason.LEAST_RECENTLY_USED)).isEqualTo(1);
    assertThat(matching.matcher.live()).isEqualTo(3);
    matching.accept("b@6;k=2 c@7;k=2 e@8;k=3 c@9;k=1");
    assertThat(matching.matches).containsExactly("r:1-4-10");
  }

  @Test
  void partialsMax_replacement_evictsNothing() {
    Matching matching = new Matching(new SequenceLimits(9, 2, 10, 100, SECOND)).load("r", "a b");

    matching.accept("a@0;k=1 a@1;k=2 a@2;k=2 a@3;k=2 b@4;k=1 b@5;k=2");

    assertThat(matching.matches).containsExactly("r:1-5", "r:4-6");
    assertThat(matching.dropped("r", DropReason.REPLACED)).isEqualTo(2);
    assertThat(matching.dropped("r", DropReason.LEAST_RECENTLY_USED)).isZero();
    assertThat(matching.counters("r").peak()).isEqualTo(2);
  }

  /** The match of key 1 is contradicted by the event that was dropped. */
  @Test
  void partialsMax_precedingEvent_isCountedApart() {
    Matching matching = new Matching(new SequenceLimits(9, 1, 10, 100, SECOND));
    matching.load("r", "!c a b span=60");

    matching.accept("c@0;k=1 c@1;k=2 a@2;k=1 b@3;k=1");

    assertThat(matching.matches).containsExactly("r:3-4");
    assertThat(matching.counters("r").evictedPreceding()).isEqualTo(2);
    assertThat(matching.counters("r").evicted()).isZero();
    matching.accept("c@4;k=3 e@99");
    assertThat(matching.counters("r").evictedPreceding()).isEqualTo(2);
  }

  @Test
  void keyPartialsMax_dropsTheOldestOfTheKey() {
    Matching matching = new Matching(new SequenceLimits(9, 100, 2, 100, SECOND));
    matching.load("r", "a*4 b");

    matching.accept("a@0 a@1 a@2 a@3 a@4 b@5");

    assertThat(matching.matches).isEmpty();
    assertThat(matching.dropped("r", DropReason.KEY_LIMIT)).isEqualTo(3);
    assertThat(matching.counters("r").live()).isEqualTo(2);
  }

  @Test
  void evaluationsMax_skipsTheRestOfTheWindowOnly() {
    Matching matching = new Matching(new SequenceLimits(9, 100, 10, 3, SECOND.multipliedBy(10)));
    matching.load("r", "a b").load("s", "d e");

    matching.accept("a@0 a@1 a@2 a@3 d@3 b@9 e@9 b@10");

    assertThat(matching.matches).containsExactly("s:5-7", "r:3-8");
    assertThat(matching.counters("r").overBudget()).isEqualTo(2);
    assertThat(matching.counters("s").overBudget()).isZero();
    matching.accept("a@11 b@12 a@13 b@20");
    assertThat(matching.matches).endsWith("r:9-10");
  }

  @Test
  void counters_areThoseOfTheRule() {
    Matching matching = new Matching().load("r", "a b c until=d").load("s", "any c");

    matching.accept("b@0 a@1 a@2;k= a@3;k=2 e@4 b@5 d@6;k=2 c@7");

    SequenceCounters counters = matching.counters("r");
    assertThat(counters.events()).isEqualTo(7);
    // Steps without a partial match before them are not evaluated: b@0.
    assertThat(counters.evaluations()).isEqualTo(6);
    assertThat(counters.nullKeys()).isEqualTo(1);
    assertThat(counters.live()).isZero();
    assertThat(counters.peak()).isEqualTo(2);
    assertThat(counters.completed()).isEqualTo(1);
    assertThat(counters.dropped())
        .containsEntry(DropReason.UNTIL, 1L)
        .containsEntry(DropReason.REPLACED, 0L)
        .containsOnlyKeys(DropReason.values());
    assertThat(matching.counters("s").events()).isEqualTo(8);
  }

  @Test
  void match_hasTheEventsWithTheirFieldsAndTheKey() {
    List<String> found = new ArrayList<>();
    Matching matching = new Matching().load("r", "a/k,?s b/n,?s");

    matching.matcher.accept(Streams.item("a@3;k=7;x=ab").event(100), match -> {});
    matching.matcher.accept(
        Streams.item("b@4;n=7;f=1.5").event(200),
        match -> {
          found.add(Matching.text(match));
          assertThat(match.key()).containsExactly("7", "");
          var first = Matching.event(match, 0);
          assertThat(first.type()).isEqualTo(Streams.typeId("a"));
          assertThat(first.monotonicNanos()).isEqualTo(3_000_000_000L);
          assertThat(first.bytesAt(first.find(Streams.fieldId("x")))).asString().isEqualTo("ab");
          var second = Matching.event(match, 1);
          assertThat(second.doubleAt(second.find(Streams.fieldId("f")))).isEqualTo(1.5);
        });

    assertThat(found).containsExactly("r:100-200");
  }

  @Test
  void match_keyOfEachType_isDecoded() {
    List<String> keys = new ArrayList<>();
    Matching matching = new Matching().load("r", "a/u,f,t,s,x b/u,f,t,s,x");
    String fields = ";u=18446744073709551615;f=2.5;t=false;s=é😀;x=z";

    matching.accept("a@0" + fields);
    matching.matcher.accept(Streams.item("b@1" + fields).event(), m -> keys.addAll(m.key()));

    assertThat(keys).containsExactly("18446744073709551615", "2.5", "false", "é😀", "7a");
  }

  /** Of 2e23, JDK 17 prints 1.9999999999999998E23. */
  @Test
  void match_keyOfAFloat_hasTheSameTextInEachJdk() {
    List<String> keys = new ArrayList<>();
    Matching matching = new Matching().load("r", "a/f b/f").accept("a@0;f=2e23");

    matching.matcher.accept(Streams.item("b@1;f=2e23").event(), m -> keys.addAll(m.key()));

    assertThat(keys).containsExactly("2.0E23");
  }

  @Test
  void accept_byItsOwnSink_isRefused() {
    Matching matching = new Matching().load("r", "a b").accept("a@0");

    assertThatThrownBy(
            () ->
                matching.matcher.accept(
                    Streams.item("b@1").event(), match -> matching.matcher.unload("r")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The matcher is called while it delivers a match");
    assertThat(matching.matcher.live()).isZero();
  }

  @Test
  void accept_predicateThatFails_leavesTheTablesConsistent() {
    Matching matching = new Matching().load("s", "a b").accept("a@0");
    matching.matcher.load(
        new SequencePlan(
            "r",
            "",
            List.of(
                SequenceSpec.parse("b d").steps().get(0).step(),
                new SequenceStep(
                    new EventCondition(
                        Streams.typeId("d"),
                        event -> {
                          throw new IllegalArgumentException("failed");
                        },
                        SequenceSpec.parse("d d").steps().get(0).condition().key()),
                    1,
                    false)),
            Optional.empty(),
            Optional.empty()));

    matching.accept("b@1");
    assertThatThrownBy(() -> matching.accept("d@2")).hasMessage("failed");

    assertThat(matching.matches).containsExactly("s:1-2");
    assertThat(matching.matcher.live()).isEqualTo(1);
    assertThat(matching.matcher.unload("r")).isTrue();
    assertThat(matching.matcher.live()).isZero();
  }

  @Test
  void accept_keyBeyondTheLimit_isRefusedWithASentence() {
    Matching matching = new Matching().load("r", "a/s b/s");

    assertThatThrownBy(() -> matching.accept("a@0;s=" + "x".repeat(200_000)))
        .isInstanceOf(SequenceException.class)
        .hasMessage(
            "The join key of an event has 200005 bytes, more than the limit of 131068; join by"
                + " another field");
  }

  @Test
  void accept_contentBeyondTheLimit_isRefusedWithASentence() {
    Matching matching = new Matching().load("r", "a b");

    assertThatThrownBy(() -> matching.accept("a@0;s=" + "x".repeat(200_000)))
        .isInstanceOf(SequenceException.class)
        .hasMessage("The fields of an event exceed 131068 bytes; leave large ones out");
    assertThat(matching.matcher.live()).isZero();
  }
}
