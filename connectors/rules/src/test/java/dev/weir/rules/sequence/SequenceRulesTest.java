package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases of each rule of sequences, written by hand: the sequence, the events, and the matches by
 * the places of their events, in the order of their completion. Notation: {@link SequenceSpec},
 * {@link Streams}. The stream ends with its last event.
 */
class SequenceRulesTest {

  /** Rule 1: order, and at most one step of a match for an event. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b            | a@0 b@1                     | 1-2",
        "a b            | b@0 a@1                     |",
        "a b            | a@0 a@1                     |",
        "a b            | a@5 b@5                     | 1-2",
        "a b            | b@5 a@5                     |",
        "a b c          | a@0 b@0 c@0                 | 1-2-3",
        "any any        | a@0                         |",
        "any any        | a@0 a@0                     | 1-2",
        "any any any    | a@0 b@1                     |",
        "any any any    | a@0 b@1 c@2                 | 1-2-3",
        "a b c          | a@0 c@1 b@2 c@3             | 1-3-4",
        "a a=1          | a@0;n=1 a@1;n=1             | 1-2",
        "a=1 a          | a@0;n=1 a@1;n=1 a@2;n=1     | 1-2 2-3",
        "a b            | a@0 d@1 e@2 b@3             | 1-4",
        "a b            | a1@0 b@1                    | 1-2",
        "a1 b           | a@0 b@1                     |",
      })
  void order_eventsFillSteps(String sequence, String events, String expected) {
    check(sequence, events, expected);
  }

  /** Rule 2: one partial match for each key and step, the newest; older ones go on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b            | a@0 a@1 b@2                 | 2-3",
        "a b            | a@0 a@1 b@2 b@3             | 2-3",
        "any any any    | a@1 a@2 a@3 a@4             | 1-2-3 2-3-4",
        "any any        | a@1 a@2 a@3                 | 1-2 2-3",
        "a b c          | a@0 b@1 a@2 c@3             | 1-2-4",
        "a b c          | a@0 b@1 a@2 c@3 b@4 c@5     | 1-2-4 3-5-6",
        "a b c          | a@0 b@1 a@2 b@3 c@4         | 3-4-5",
        "a b c          | a@0 b@1 b@2 c@3             | 1-2-4",
        "a b c          | a@0 a@1 b@2 a@3 b@4 c@5 c@6 | 4-5-6",
        "a b c d        | a@0 b@1 c@2 a@3 b@4 d@5 c@6 d@7 | 1-2-3-6 4-5-7-8",
        "a b            | a@0;k=1 a@1;k=2 b@2;k=1 b@3;k=2 | 1-3 2-4",
      })
  void newest_replacesOfItsStep(String sequence, String events, String expected) {
    check(sequence, events, expected);
  }

  /** Rule 3: keys of the sequence and of steps, typed values, null. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b            | a@0;k=1 b@1;k=2             |",
        "a/ b/          | a@0;k=1 b@1;k=2             | 1-2",
        "a/ b/          | a@0;k= b@1;k=               | 1-2",
        "a/k b/n        | a@0;k=5 b@1;k=9;n=5         | 1-2",
        "a/k b/n        | a@0;k=5;n=6 b@1;k=5;n=6     |",
        "a/k,s b/k,s    | a@0;s=x b@1;s=y b@2;s=x     | 1-3",
        "a/k,n b/k,n    | a@0;k=1;n=2 b@1;k=2;n=1     |",
        "a/k b/s        | a@0;k=1 b@1;s=1             |",
        "a/s b/s        | a@0;s=1 b@1;s=1             | 1-2",
        "a/s b/s        | a@0;s=ab b@1;s=ba           |",
        "a/s,x b/s,x    | a@0;s=ab;x=c b@1;s=a;x=bc   |",
        "a/s b/x        | a@0;s=q b@1;x=q             |",
        "a/x b/x        | a@0;x=q b@1;x=q             | 1-2",
        "a/k b/u        | a@0;k=7 b@1;u=7             | 1-2",
        "a/k b/u        | a@0;k=-1 b@1;u=18446744073709551615 |",
        "a/u b/u        | a@0;u=18446744073709551615 b@1;u=18446744073709551615 | 1-2",
        "a/k b/f        | a@0;k=7 b@1;f=7.0           | 1-2",
        "a/k b/f        | a@0;k=7 b@1;f=7.5           |",
        "a/u b/f        | a@0;u=9223372036854775808 b@1;f=9223372036854775808 | 1-2",
        "a/f b/f        | a@0;f=0.0 b@1;f=-0.0        | 1-2",
        "a/f b/f        | a@0;f=NaN b@1;f=NaN         | 1-2",
        "a/k b/t        | a@0;k=1 b@1;t=true          |",
        "a/t b/t        | a@0;t=true b@1;t=false b@2;t=true | 1-3",
        "a b            | a@0;k= b@1;k=               |",
        "a b            | a@0;k=1 b@1;k= b@2;k=1      | 1-3",
        "a/?k b/?k      | a@0;k= b@1;k=1 b@2;k=       | 1-3",
        "a/?k b/?k      | a@0;k=0 b@1;k=              |",
        "a/k,?s b/k,?s  | a@0 b@1;s=x b@2             | 1-3",
        "a/?k b/n       | a@0;k= b@1;n=               |",
      })
  void keys_areValues(String sequence, String events, String expected) {
    check(sequence, events, expected);
  }

  /** Rule 4: maxspan from the first event to the last, inclusive. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b span=5     | a@0 b@5                     | 1-2",
        "a b span=5     | a@0 b@6                     |",
        "a b c span=5   | a@0 b@3 c@5                 | 1-2-3",
        "a b c span=5   | a@0 b@4 c@6                 |",
        "a b c span=5   | a@0 b@4 a@5 b@6 c@7         | 3-4-5",
        "a b span=5     | a@0 b@6 a@7 b@8             | 3-4",
        "a b span=5     | a@0 a@6 b@7                 | 2-3",
        "a b            | a@0 b@1000000               | 1-2",
        "any any span=1 | a@0 a@2 a@3 a@5             | 2-3",
        "a b span=5     | a@-9 b@-4                   | 1-2",
      })
  void maxspan_isInclusive(String sequence, String events, String expected) {
    check(sequence, events, expected);
  }

  /** Rule 5: until is tried first, whatever its type, and drops the matches of its key. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b until=d    | a@0 d@1 b@2                 |",
        "a b until=d    | a@0 b@1 d@2                 | 1-2",
        "a b until=d    | d@0 a@1 b@2                 | 2-3",
        "a b until=d    | a@0;k=1 d@1;k=2 b@2;k=1     | 1-3",
        "a b until=d    | a@0;k=1 d@1;k= b@2;k=1      | 1-3",
        "a b until=d=1  | a@0 d@1;n=2 b@2             | 1-3",
        "a b until=d=1  | a@0 d@1;n=1 b@2             |",
        "a b until=b    | a@0 b@1                     |",
        "a b c until=b  | a@0 b@1 c@2                 |",
        "a b until=any  | a@0 b@1                     |",
        "a b until=a    | a@0 b@1                     | 1-2",
        "a b until=a    | a@0 a@1 b@2                 | 2-3",
        "a b c until=d  | a@0 b@1 a@2 d@3 b@4 c@5     |",
        "a b until=d/n  | a@0;k=5 d@1;k=1;n=5 b@2;k=5 |",
        "a b until=d    | a@0 d@0 b@0                 |",
      })
  void until_dropsTheMatchesOfItsKey(String sequence, String events, String expected) {
    check(sequence, events, expected);
  }

  /** Rule 6: runs, and missing events between steps, at the end and before the first event. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a*2 b          | a@0 b@1                     |",
        "a*2 b          | a@0 a@1 b@2                 | 1-2-3",
        "a*2 b          | a@0 a@1 a@2 b@3             | 2-3-4",
        "a*3 b          | a@0 a@1 b@2 a@3 b@4         | 1-2-4-5",
        "a*3            | a@0 a@1 a@2 a@3             | 1-2-3 2-3-4",
        "a b*2          | a@0 b@1 b@2                 | 1-2-3",
        "a !b c span=9  | a@0 c@1                     | 1-2",
        "a !b c span=9  | a@0 b@1 c@2                 |",
        "a !b c span=9  | a@0 b@1 a@2 c@3             | 3-4",
        "a !b c span=9  | b@0 a@1 c@2 b@3             | 2-3",
        "a !b c span=9  | a@0 b@1;k=2 c@2             | 1-3",
        "a !b=1 c span=9 | a@0 b@1;n=0 c@2            | 1-3",
        "a !b c span=9  | a@0 b@1;k= c@2              | 1-3",
        "a !b=1 b=2 span=9 | a@0 b@1;n=2              | 1-2",
        "a !b b=2 span=9 | a@0 b@1;n=2                | 1-2",
        "a !b b=2 span=9 | a@0 b@1;n=1 b@2;n=2        |",
        "a !a b span=9  | a@0 b@1                     | 1-2",
        "a !a b span=9  | a@0 a@1 b@2                 | 2-3",
        "a !b !c d span=9 | a@0 d@1                   | 1-2",
        "a !b !c d span=9 | a@0 c@1 d@2               |",
        "a !b c !b d span=9 | a@0 c@1 d@2             | 1-2-3",
        "a !b c !b d span=9 | a@0 c@1 b@2 d@3         |",
        "a b !c d span=9 | a@0 c@1 b@2 d@3            | 1-3-4",
        "a b !c span=5  | a@0 b@1 e@6                 | 1-2",
        "a b !c span=5  | a@0 b@1 e@5                 |",
        "a b !c span=5  | a@0 b@1 c@2 e@9             |",
        "a b !c span=5  | a@0 b@1 c@5 e@9             |",
        "a b !c span=5  | a@0 b@1 c@6                 | 1-2",
        "a b !c span=5  | a@0 b@1 c@2;k=2 e@9         | 1-2",
        "a b !c span=5  | a@0 c@1 b@2 e@9             | 1-3",
        "a b !c span=5  | a@0 b@6 e@20                |",
        "a !c span=5    | a@0 a@3 e@6 e@9             | 2",
        "a !c span=5    | a@0;k=1 a@1;k=2 c@2;k=1 e@9 | 2",
        "a !c span=5    | a@0;k=2 a@0;k=1 e@6         | 1 2",
        "a b !c span=5 until=d | a@0 b@1 d@3 e@9      |",
        "a b !c span=5 until=d | a@0 b@1 d@6 e@9      | 1-2",
        "!a b c span=5  | b@0 c@1                     | 1-2",
        "!a b c span=5  | a@0 b@1 c@2                 |",
        "!a b c span=5  | a@0 b@1 c@5                 |",
        "!a b c span=5  | a@0 b@1 c@6                 | 2-3",
        "!a b c span=5  | b@0 a@1 c@2                 | 1-3",
        "!a b c span=5  | a@0;k=2 b@1 c@2             | 2-3",
        "!a b c span=5  | a@0 a@4 b@5 c@6             |",
        "!a b c span=5 until=d | a@0 d@1 b@2 c@3      |",
        "!a b span=5    | b@0                         | 1",
        "!a b span=5    | a@0 b@5                     |",
        "!a b span=5    | a@0 b@6                     | 2",
        "!any b span=5  | b@0 b@3 b@9                 | 1 3",
        "!a=1 a=2 span=5 | a@0;n=2 a@1;n=1 a@2;n=2 a@7;n=2 | 1 4",
        "!a !b c span=5 | a@0 b@3 c@6 c@9             | 4",
        "!a b !c span=5 | b@0 e@6                     | 1",
        "!a b !c span=5 | a@0 b@1 e@9                 |",
        "!a b !c span=5 | b@0 c@1 e@9                 |",
        "!a b !c span=5 | b@0 a@1 b@2 e@9             | 1",
        "a b !c/n span=5 | a@0;k=4 b@1;k=4 c@2;n=4 e@9 |",
      })
  void runsAndMissingEvents(String sequence, String events, String expected) {
    check(sequence, events, expected);
  }

  /** Rule 7: a completed match is emitted once and removed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b            | a@0 b@1 b@2 b@3             | 1-2",
        "a b            | a@0 b@1 a@2 b@3             | 1-2 3-4",
        "a b !c span=5  | a@0 b@1 e@6 e@7 e@20        | 1-2",
      })
  void completed_isEmittedOnce(String sequence, String events, String expected) {
    check(sequence, events, expected);
  }

  static Stream<List<String>> loads() {
    return Stream.of(List.of("x", "y"), List.of("y", "x"));
  }

  @ParameterizedTest
  @MethodSource("loads")
  void completed_bySeveralSequences_isEmittedInTheOrderOfLoading(List<String> rules) {
    Matching matching = new Matching();
    rules.forEach(rule -> matching.load(rule, "a b !c span=5").load(rule + "2", "a b"));

    matching.accept("a@0 b@1 e@9");

    assertThat(matching.matches)
        .containsExactly(
            rules.get(0) + "2:1-2",
            rules.get(1) + "2:1-2",
            rules.get(0) + ":1-2",
            rules.get(1) + ":1-2");
  }

  private static void check(String sequence, String events, String expected) {
    Matching matching = new Matching().load("r", sequence);

    matching.accept(events);

    List<String> ids =
        matching.matches.stream().map(match -> match.substring("r:".length())).toList();
    assertThat(String.join(" ", ids)).isEqualTo(expected == null ? "" : expected);
  }
}
