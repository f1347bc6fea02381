package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencePlanTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a              | has 1 steps, runs included; allowed are 2 to 128",
        "a*100 b*29     | has 129 steps, runs included; allowed are 2 to 128",
        "!a !b span=5   | has only missing-event steps; it needs a step that an event fills",
        "a !b c         | has a missing-event step, which requires with maxspan=...",
        "a b span=0     | has maxspan=PT0S; it must be positive and at most"
            + " PT2562047H47M16.854775807S",
        "a b span=9223372037 | has maxspan=PT2562047H47M17S; it must be positive and at most"
            + " PT2562047H47M16.854775807S",
        "a/k b/k,n      | joins step 2 by 2 values and its first step by 1; the numbers must be"
            + " equal",
        "a/k b/k until=c/ | joins until by 0 values and its first step by 1; the numbers must be"
            + " equal",
      })
  void plan_outOfBounds_isRefused(String sequence, String reason) {
    SequenceSpec spec = SequenceSpec.parse(sequence);

    assertThatThrownBy(() -> spec.plan("r"))
        .isInstanceOf(SequenceException.class)
        .hasMessage("The sequence r " + reason);
  }

  @Test
  void step_missingWithRuns_isRefused() {
    EventCondition condition = SequenceSpec.parse("a b").steps().get(0).condition();

    assertThatThrownBy(() -> new SequenceStep(condition, 2, true))
        .hasMessage("A missing-event step cannot have runs");
    assertThatThrownBy(() -> new SequenceStep(condition, 0, false))
        .hasMessage("A step needs at least 1 run, not 0");
  }

  @Test
  void key_array_isRefused() {
    assertThatThrownBy(() -> new FieldKey(Streams.SCHEMA.field("l").orElseThrow()))
        .isInstanceOf(SequenceException.class)
        .hasMessage("The field l cannot be a join key: it is an array of string");
  }

  @Test
  void plan_atTheBounds_isLoaded() {
    Matching matching = new Matching().load("r", "a*127 b span=9223372036").load("s", "a*2 span=1");
    matching.accept("a@0 a@1");

    assertThat(matching.matches).containsExactly("s:1-2");
    assertThat(matching.counters("r").live()).isEqualTo(2);
  }

  @Test
  void plan_asManyRunsAsAllowed_isMatchedWithinTheDefaultLimits() {
    Matching matching = new Matching().load("r", "a*128");
    for (int i = 0; i < 130; i++) {
      matching.accept("a@" + i);
    }

    assertThat(matching.matches).hasSize(3);
    assertThat(matching.matches.get(2)).startsWith("r:3-4-").endsWith("-129-130");
    assertThat(matching.counters("r").evicted()).isZero();
    assertThat(matching.counters("r").live()).isEqualTo(127);
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1,PT1S", "1,0,1,1,PT1S", "1,1,0,1,PT1S", "1,1,1,0,PT1S", "1,1,1,1,PT0S"})
  void limits_outOfBounds_areRefused(
      int sequences, int partials, int keyPartials, long evaluations, Duration window) {
    assertThatThrownBy(
            () -> new SequenceLimits(sequences, partials, keyPartials, evaluations, window))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
