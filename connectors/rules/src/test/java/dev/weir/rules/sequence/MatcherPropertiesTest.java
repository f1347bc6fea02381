package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** The matcher against the definition, on random sequences and streams. */
class MatcherPropertiesTest {
  /** After all deadlines of a stream. */
  private static final long END = 1_000;

  @Property(tries = 6_000)
  void accept_anyStream_findsTheSubsequencesOfTheDefinition(
      @ForAll @IntRange(min = 3, max = 5) int steps,
      @ForAll @IntRange(min = 4, max = 11) int events,
      @ForAll @IntRange(max = 12) int end,
      @ForAll long seed) {
    RandomSequences random = new RandomSequences(seed);
    SequenceSpec sequence = random.sequence(steps);
    List<Streams.Item> stream = random.stream(events);
    // The stream ends with its last event, or before all, some or none of the deadlines.
    long endSeconds = stream.get(events - 1).seconds() + end;
    NaiveSequences naive = new NaiveSequences(sequence, stream, endSeconds);

    Matching matching = new Matching().load("r", sequence.toString());
    stream.forEach(matching::accept);
    matching.advanceTo(endSeconds);

    List<String> expected = expected("r", naive);
    assertThat(matching.matches)
        .as("%s over %s until %d", sequence, stream, endSeconds)
        .containsExactlyInAnyOrderElementsOf(expected);
    SequenceCounters counters = matching.counters("r");
    assertThat(ended(counters) + counters.live()).isEqualTo(naive.begun());
    Statistics.collect(!expected.isEmpty());
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 14));
  }

  @Property(tries = 300)
  void accept_manySequences_findsTheMatchesOfEach(
      @ForAll @IntRange(min = 2, max = 30) int sequences,
      @ForAll @IntRange(min = 2, max = 10) int events,
      @ForAll long seed) {
    RandomSequences random = new RandomSequences(seed);
    List<Streams.Item> stream = random.stream(events);
    Matching matching = new Matching();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < sequences; i++) {
      SequenceSpec sequence = random.sequence(3);
      matching.load("r" + i, sequence.toString());
      expected.addAll(expected("r" + i, new NaiveSequences(sequence, stream, END)));
    }

    stream.forEach(matching::accept);
    matching.advanceTo(END);

    assertThat(matching.matches).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property(tries = 500)
  void restore_atAnyPlace_goesOnAsIfNotInterrupted(
      @ForAll @IntRange(min = 3, max = 5) int steps,
      @ForAll @IntRange(min = 2, max = 30) int events,
      @ForAll @IntRange(max = 30) int place,
      @ForAll @IntRange(min = 1, max = 20) int evaluationsMax,
      @ForAll @IntRange(min = 1, max = 5) int window,
      @ForAll long seed) {
    RandomSequences random = new RandomSequences(seed);
    SequenceLimits limits =
        new SequenceLimits(9, 1_000, 128, evaluationsMax, Duration.ofSeconds(window));
    List<SequenceSpec> sequences =
        List.of(random.sequence(steps), random.sequence(3), random.sequence(steps));
    List<Streams.Item> stream = random.stream(events);
    int interrupted = Math.min(place, events);

    Matching whole = new Matching(limits);
    load(sequences, whole);
    stream.forEach(whole::accept);
    whole.advanceTo(END);
    Matching first = new Matching(limits);
    load(sequences, first);
    stream.subList(0, interrupted).forEach(first::accept);
    byte[] state = first.matcher.save();
    Matching empty = new Matching(limits, seed);
    load(sequences, empty);
    Matching second = Matching.restored(empty.matcher, interrupted, state);
    assertThat(second.matcher.save()).isEqualTo(state);
    stream.subList(interrupted, events).forEach(second::accept);
    second.advanceTo(END);

    List<String> joined = new ArrayList<>(first.matches);
    joined.addAll(second.matches);
    assertThat(joined).isEqualTo(whole.matches);
  }

  @Property(tries = 300)
  void accept_smallLimits_areKept(
      @ForAll @IntRange(min = 1, max = 6) int partialsMax,
      @ForAll @IntRange(min = 1, max = 3) int keyPartialsMax,
      @ForAll @IntRange(min = 2, max = 60) int events,
      @ForAll long seed) {
    RandomSequences random = new RandomSequences(seed);
    SequenceSpec sequence = random.sequence(5);
    List<Streams.Item> stream = random.stream(events);
    Matching matching =
        new Matching(
            new SequenceLimits(1, partialsMax, keyPartialsMax, 1_000, Duration.ofSeconds(1)));
    matching.load("r", sequence.toString());

    for (Streams.Item item : stream) {
      matching.accept(item);
      assertThat(matching.matcher.live()).isBetween(0, partialsMax);
      assertThat(matching.counters("r").live()).isLessThanOrEqualTo(matching.matcher.live());
      assertThat(matching.counters("r").peak()).isLessThanOrEqualTo(partialsMax);
    }
    assertThat(matching.matcher.unload("r")).isTrue();
    assertThat(matching.matcher.live()).isZero();
  }

  private static void load(List<SequenceSpec> sequences, Matching into) {
    for (int i = 0; i < sequences.size(); i++) {
      into.load("r" + i, sequences.get(i).toString());
    }
  }

  private static long ended(SequenceCounters counters) {
    return counters.completed()
        + counters.dropped().values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> expected(String rule, NaiveSequences naive) {
    return naive.matches().stream()
        .map(
            match ->
                match.stream()
                    .map(place -> Integer.toString(place + 1))
                    .collect(Collectors.joining("-", rule + ":", "")))
        .toList();
  }
}
