package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is saved and restored, and what is refused. */
class MatcherStateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void restore_sequenceOfTwoRuns_matchesOnce() {
    byte[] state = new Matching().load("r", "a b").accept("a@0").matcher.save();
    Matching empty = new Matching().load("r", "a b");

    Matching second = Matching.restored(empty.matcher, 1, state).accept("b@1");

    assertThat(second.matches).containsExactly("r:1-2");
    byte[] after = second.matcher.save();
    Matching third = Matching.restored(new Matching().load("r", "a b").matcher, 2, after);
    assertThat(third.accept("b@2").matches).isEmpty();
  }

  @Test
  void restore_keepsTheTimeAndTheContents() {
    byte[] state = new Matching().load("r", "a b span=5").accept("a@3;s=x e@6").matcher.save();
    Matching matching = Matching.restored(new Matching().load("r", "a b span=5").matcher, 2, state);

    assertThat(matching.accept(Streams.item("b@5"))).isFalse();
    matching.matcher.accept(
        Streams.item("b@8").event(9),
        match -> {
          var first = Matching.event(match, 0);
          assertThat(first.textAt(first.find(Streams.fieldId("s")))).isEqualTo("x");
          matching.add(match);
        });
    assertThat(matching.matches).containsExactly("r:1-9");
  }

  @Test
  void restore_expiredSinceThen_isDropped() {
    byte[] state = new Matching().load("r", "a b span=5").accept("a@0").matcher.save();
    Matching matching = Matching.restored(new Matching().load("r", "a b span=5").matcher, 1, state);

    matching.accept("e@6");

    assertThat(matching.dropped("r", DropReason.EXPIRED)).isEqualTo(1);
    assertThat(matching.matcher.live()).isZero();
  }

  @Test
  void restore_otherRules_leavesOutWhatIsNotTheSame() {
    byte[] state =
        new Matching()
            .load("same", "a b")
            .load("changed", "a b")
            .load("removed", "a b")
            .accept("a@0;k=1 a@1;k=2")
            .matcher
            .save();
    Matching matching =
        new Matching().load("new", "a b").load("changed", "a c").load("same", "a b");

    List<String> leftOut = matching.matcher.restore(state);

    assertThat(leftOut).containsExactly("changed", "removed");
    assertThat(matching.matcher.live()).isEqualTo(2);
    matching.accept("b@2;k=1 c@3;k=2");
    assertThat(matching.matches).containsExactly("same:1-1");
  }

  @Test
  void restore_otherSchema_leavesOutAll() {
    byte[] state = new Matching().load("r", "a b").accept("a@0").matcher.save();
    EventSchema.Builder builder = EventSchema.builder();
    builder.field("other", FieldType.I64);
    SequenceMatcher matcher =
        new SequenceMatcher(builder.build(), SequenceLimits.DEFAULT, (event, to) -> {}, 1);

    assertThat(matcher.restore(state)).containsExactly("r");
    assertThat(matcher.live()).isZero();
  }

  @Test
  void restore_pastTheLimits_dropsTheLeastRecentlyUsed() {
    byte[] state =
        new Matching()
            .load("r", "a*3 b")
            .accept("a@0;k=1 a@1;k=2 a@2;k=3 a@3;k=3 a@4;k=1")
            .matcher
            .save();
    Matching matching = new Matching(new SequenceLimits(9, 2, 1, 100, SECOND)).load("r", "a*3 b");

    matching.matcher.restore(state);

    assertThat(matching.matcher.live()).isEqualTo(2);
    assertThat(matching.dropped("r", DropReason.KEY_LIMIT)).isEqualTo(2);
    assertThat(matching.dropped("r", DropReason.LEAST_RECENTLY_USED)).isEqualTo(1);
  }

  /** In the window that goes on; the next one begins with all evaluations. */
  @Test
  void restore_insideAWindow_hasTheEvaluationsThatAreLeft() {
    SequenceLimits limits = new SequenceLimits(9, 9, 9, 3, SECOND.multipliedBy(10));
    byte[] state = new Matching(limits).load("r", "a b").accept("a@21 a@22").matcher.save();
    Matching empty = new Matching(limits).load("r", "a b");

    Matching second = Matching.restored(empty.matcher, 2, state).accept("a@23 b@24 b@30");

    assertThat(second.counters("r").overBudget()).isEqualTo(1);
    assertThat(second.matches).containsExactly("r:3-5");
  }

  @Test
  void restore_afterEvents_isRefused() {
    byte[] state = new Matching().load("r", "a b").matcher.save();
    Matching matching = new Matching().load("r", "a b").accept("e@0");

    assertThatThrownBy(() -> matching.matcher.restore(state))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void restore_otherVersion_isRefusedWithBothVersions() {
    byte[] state = new Matching().matcher.save();
    state[5] = 1;

    assertThatThrownBy(() -> new Matching().matcher.restore(state))
        .isInstanceOf(SequenceException.class)
        .hasMessage(
            "The saved state of sequences has version 1, and this program reads version 2; read it"
                + " with the program that wrote it, or begin without it");
  }

  @Test
  void restore_anyByteChangedOrMissing_isRefused() {
    byte[] state =
        new Matching().load("r", "a b c").accept("a@0 b@1 a@2;k=2;s=text").matcher.save();
    for (int i = 0; i < state.length; i++) {
      byte[] changed = state.clone();
      changed[i] ^= 0x41;
      assertRefused(changed);
      assertRefused(Arrays.copyOf(state, i));
    }
    assertRefused(Arrays.copyOf(state, state.length + 1));
  }

  /** With a correct checksum, so that the checks behind it are reached. */
  @Test
  void restore_randomChanges_areRefusedOrConsistent() {
    byte[] state =
        new Matching()
            .load("r", "a b c span=5")
            .accept("a@0 b@1 a@2;k=2;s=text a@3")
            .matcher
            .save();
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = state.clone();
      changed[6 + random.nextInt(changed.length - 10)] = (byte) random.nextInt(8);
      int content = changed.length - Integer.BYTES;
      ByteBuffer.wrap(changed).putInt(content, StateFormat.checksum(changed, content));
      Matching matching = new Matching().load("r", "a b c span=5");
      try {
        matching.matcher.restore(changed);
        assertThat(matching.matcher.live()).isBetween(0, 3);
        matching.advanceTo(9_000_000_000L);
        matching.matcher.unload("r");
        assertThat(matching.matcher.live()).isZero();
      } catch (SequenceException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static void assertRefused(byte[] state) {
    Matching matching = new Matching().load("r", "a b c");

    assertThatThrownBy(() -> matching.matcher.restore(state))
        .isInstanceOf(SequenceException.class)
        .hasMessageContaining("The saved state of sequences");
  }
}
