package dev.weir.rules.sequence;

import dev.weir.rules.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A matcher and what it has found; the id of an event is its place in the stream, from 1. */
final class Matching {
  static final CapturedFields CODEC = new CapturedFields(Streams.SCHEMA);

  final SequenceMatcher matcher;

  /** Each match as {@code RULE:ID-ID-ID}. */
  final List<String> matches = new ArrayList<>();

  private long lastId;

  Matching() {
    this(SequenceLimits.DEFAULT);
  }

  Matching(SequenceLimits limits) {
    this(limits, 7);
  }

  Matching(SequenceLimits limits, long hashSeed) {
    matcher = new SequenceMatcher(Streams.SCHEMA, limits, CODEC, hashSeed);
  }

  /** Loads a sequence under a rule's id. */
  Matching load(String rule, String sequence) {
    matcher.load(SequenceSpec.parse(sequence).plan(rule));
    return this;
  }

  Matching accept(String events) {
    Streams.parse(events).forEach(this::accept);
    return this;
  }

  /** Takes an event; returns whether the matcher took it. */
  boolean accept(Streams.Item item) {
    lastId++;
    return matcher.accept(item.event(lastId), this::add);
  }

  Matching advanceTo(long seconds) {
    matcher.advanceTo(TimeUnit.SECONDS.toNanos(seconds), this::add);
    return this;
  }

  /** Goes on with another matcher, which restores a state. */
  static Matching restored(SequenceMatcher matcher, long lastId, byte[] state) {
    Matching matching = new Matching(matcher, lastId);
    matcher.restore(state);
    return matching;
  }

  private Matching(SequenceMatcher matcher, long lastId) {
    this.matcher = matcher;
    this.lastId = lastId;
  }

  SequenceCounters counters(String rule) {
    return matcher.counters(rule).orElseThrow();
  }

  long dropped(String rule, DropReason reason) {
    return counters(rule).dropped().getOrDefault(reason, -1L);
  }

  void add(SequenceMatch match) {
    matches.add(text(match));
  }

  static Event event(SequenceMatch match, int index) {
    return CODEC.decode(match.content(index));
  }

  static String text(SequenceMatch match) {
    return match.rule()
        + ":"
        + IntStream.range(0, match.size())
            .mapToObj(i -> Long.toString(event(match, i).entityLow()))
            .collect(Collectors.joining("-"));
  }
}
