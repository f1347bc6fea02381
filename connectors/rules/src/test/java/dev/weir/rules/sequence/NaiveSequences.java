package dev.weir.rules.sequence;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The matches of a sequence by definition: all subsequences of the stream, filtered by the rules.
 * The cost is exponential in the length of the stream.
 */
final class NaiveSequences {
  private final SequenceSpec spec;
  private final List<Streams.Item> stream;
  private final List<Event> events;
  private final long end;

  /** The steps that events fill. */
  private final List<SequenceSpec.Step> steps = new ArrayList<>();

  /** The missing-event steps between a step and the next one. */
  private final List<List<SequenceSpec.Step>> missingAfter = new ArrayList<>();

  /** The missing-event steps before the first event. */
  private final List<SequenceSpec.Step> missingBefore = new ArrayList<>();

  private final Map<List<Integer>, Boolean> aliveBySubsequence = new HashMap<>();

  /** By step and event: the key, if the event fills the step. */
  private final List<List<Optional<List<Object>>>> keys = new ArrayList<>();

  /** Subsequences that fill the first steps, by their length. */
  private final List<List<List<Integer>>> candidates = new ArrayList<>();

  /**
   * Creates the reference.
   *
   * @param end the time in seconds at which the stream has no more events
   */
  NaiveSequences(SequenceSpec spec, List<Streams.Item> stream, long end) {
    this.spec = spec;
    this.stream = stream;
    this.events = stream.stream().map(Streams.Item::event).toList();
    this.end = end;
    for (SequenceSpec.Step step : spec.steps()) {
      if (step.isMissing()) {
        (steps.isEmpty() ? missingBefore : missingAfter.get(steps.size() - 1)).add(step);
      } else {
        for (int run = 0; run < step.runs(); run++) {
          steps.add(step);
          missingAfter.add(new ArrayList<>());
        }
      }
    }
    for (SequenceSpec.Step step : steps) {
      keys.add(
          IntStream.range(0, events.size())
              .mapToObj(
                  event -> matches(step, event) ? key(step, event) : Optional.<List<Object>>empty())
              .toList());
    }
    List<List<Integer>> shorter = List.of(List.of());
    candidates.add(shorter);
    for (int length = 1; length <= steps.size(); length++) {
      shorter = extended(shorter);
      candidates.add(shorter.stream().filter(this::fillsSteps).toList());
    }
  }

  /** Returns the matches, each as the places of its events from 0. */
  List<List<Integer>> matches() {
    return candidates.get(steps.size()).stream()
        .filter(this::isAlive)
        .filter(match -> missingAfter.get(steps.size() - 1).isEmpty() || staysUntilEnd(match))
        .toList();
  }

  /** Returns how many events begin a partial match. */
  long begun() {
    return candidates.get(1).size();
  }

  /** Rule 1: in order of the stream. */
  private List<List<Integer>> extended(List<List<Integer>> subsequences) {
    List<List<Integer>> longer = new ArrayList<>();
    for (List<Integer> subsequence : subsequences) {
      int next = subsequence.isEmpty() ? 0 : last(subsequence) + 1;
      for (int i = next; i < events.size(); i++) {
        List<Integer> added = new ArrayList<>(subsequence);
        added.add(i);
        longer.add(List.copyOf(added));
      }
    }
    return longer;
  }

  /** Types, predicates, and rule 3: the same key, without null. */
  private boolean fillsSteps(List<Integer> subsequence) {
    Optional<List<Object>> first = keys.get(0).get(subsequence.get(0));
    for (int i = 1; i < subsequence.size(); i++) {
      if (!keys.get(i).get(subsequence.get(i)).equals(first)) {
        return false;
      }
    }
    return first.isPresent();
  }

  /** Whether it is a partial match when its last event comes. */
  private boolean isAlive(List<Integer> subsequence) {
    Boolean known = aliveBySubsequence.get(subsequence);
    if (known != null) {
      return known;
    }
    boolean isAlive =
        (subsequence.size() < steps.size() || isNotPreceded(subsequence))
            && (subsequence.size() == 1 || goesOn(subsequence));
    aliveBySubsequence.put(subsequence, isAlive);
    return isAlive;
  }

  private boolean goesOn(List<Integer> subsequence) {
    List<Integer> before = subsequence.subList(0, subsequence.size() - 1);
    return isInSpan(subsequence) && isAlive(before) && isNextAfter(before, last(subsequence));
  }

  /** Rule 6, before the first event: none within maxspan of the last event. */
  private boolean isNotPreceded(List<Integer> match) {
    List<Object> key = key(steps.get(0), match.get(0)).orElseThrow();
    for (SequenceSpec.Step step : missingBefore) {
      for (int event = 0; event < match.get(0); event++) {
        if (isEvent(step, event, key)
            && seconds(last(match)) - seconds(event) <= spec.span().orElseThrow()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Rule 4. */
  private boolean isInSpan(List<Integer> subsequence) {
    return spec.span().isEmpty()
        || seconds(last(subsequence)) - seconds(subsequence.get(0)) <= spec.span().getAsLong();
  }

  /**
   * Whether a partial match is still there when an event comes, and no event came for it before.
   */
  private boolean isNextAfter(List<Integer> partial, int event) {
    List<Object> key = key(steps.get(0), partial.get(0)).orElseThrow();
    SequenceSpec.Step next = steps.get(partial.size());
    for (int between = last(partial) + 1; between < event; between++) {
      if (isEvent(next, between, key)
          || isUntil(between, key)
          || isMissingEvent(partial, between, key)
          || isReplacedAt(partial, between, key)) {
        return false;
      }
    }
    return !isUntil(event, key);
  }

  /** Whether a partial match whose last step is a missing event is there at the end of maxspan. */
  private boolean staysUntilEnd(List<Integer> partial) {
    List<Object> key = key(steps.get(0), partial.get(0)).orElseThrow();
    long deadline = seconds(partial.get(0)) + spec.span().orElseThrow();
    for (int after = last(partial) + 1; after < events.size(); after++) {
      if (seconds(after) <= deadline
          && (isUntil(after, key)
              || isMissingEvent(partial, after, key)
              || isReplacedAt(partial, after, key))) {
        return false;
      }
    }
    return end > deadline;
  }

  /** Rule 2: a newer one of the key has as many events. */
  private boolean isReplacedAt(List<Integer> partial, int event, List<Object> key) {
    return candidates.get(partial.size()).stream()
        .filter(newer -> last(newer) == event)
        .filter(newer -> key(steps.get(0), newer.get(0)).equals(Optional.of(key)))
        .anyMatch(this::isAlive);
  }

  /** Rule 5. */
  private boolean isUntil(int event, List<Object> key) {
    return spec.until().isPresent() && isEvent(spec.until().get(), event, key);
  }

  /** Rule 6. */
  private boolean isMissingEvent(List<Integer> partial, int event, List<Object> key) {
    return missingAfter.get(partial.size() - 1).stream()
        .anyMatch(step -> isEvent(step, event, key));
  }

  private boolean isEvent(SequenceSpec.Step step, int event, List<Object> key) {
    return matches(step, event) && key(step, event).equals(Optional.of(key));
  }

  private boolean matches(SequenceSpec.Step step, int event) {
    Streams.Item item = stream.get(event);
    boolean isType =
        step.type().equals(EventType.ANY_NAME)
            || item.type().equals(step.type())
            || (item.type().equals("a1") && step.type().equals("a"));
    return isType
        && (step.n().isEmpty()
            || Integer.toString(step.n().getAsInt()).equals(item.fields().get("n")));
  }

  /** Returns the values of an event's key, or nothing if the event is left out. */
  private Optional<List<Object>> key(SequenceSpec.Step step, int event) {
    List<Object> values = new ArrayList<>();
    EventReader reader = events.get(event);
    for (SequenceSpec.Key part : step.key()) {
      int position = reader.find(Streams.fieldId(part.field()));
      if (position >= 0) {
        values.add(part.field().equals("s") ? reader.textAt(position) : reader.longAt(position));
      } else if (part.nullable()) {
        values.add(Optional.empty());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private long seconds(int event) {
    return stream.get(event).seconds();
  }

  private static int last(List<Integer> subsequence) {
    return subsequence.get(subsequence.size() - 1);
  }
}
