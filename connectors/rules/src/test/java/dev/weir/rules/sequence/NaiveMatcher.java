package dev.weir.rules.sequence;

import dev.weir.rules.eql.evaluate.TreeEvaluator;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.eql.tree.EqlQuery.Step;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of sequences as predicates over all subsequences of a stream, without state: slow, and
 * independent of how {@link SequenceMatcher} works. The stream is ordered and complete.
 */
final class NaiveMatcher {
  private final EventSchema schema;
  private final SequenceQuery query;
  private final List<Event> events;

  /** The steps that occur, and the missing steps before each of them and after the last. */
  private final List<Step> steps = new ArrayList<>();

  private final List<List<Step>> absences = new ArrayList<>();
  private final Map<List<Integer>, Boolean> known = new HashMap<>();

  NaiveMatcher(EventSchema schema, SequenceQuery query, List<Event> events) {
    this.schema = schema;
    this.query = query;
    this.events = events;
    absences.add(new ArrayList<>());
    for (Step step : query.steps()) {
      if (step.missing()) {
        absences.get(steps.size()).add(step);
      } else {
        steps.add(step);
        absences.add(new ArrayList<>());
      }
    }
  }

  /** Returns the indexes of the events of all matches, in no order. */
  List<List<Integer>> matches() {
    List<List<Integer>> matches = new ArrayList<>();
    extend(new ArrayList<>(), matches);
    return matches;
  }

  private void extend(List<Integer> chosen, List<List<Integer>> matches) {
    if (chosen.size() == steps.size()) {
      if (arises(chosen) && isAbsentBefore(chosen) && isAbsentAfter(chosen)) {
        matches.add(List.copyOf(chosen));
      }
      return;
    }
    int start = chosen.isEmpty() ? 0 : last(chosen) + 1;
    for (int i = start; i < events.size(); i++) {
      chosen.add(i);
      extend(chosen, matches);
      chosen.remove(chosen.size() - 1);
    }
  }

  /** Whether these events are a partial match right after the last of them. */
  private boolean arises(List<Integer> chosen) {
    Boolean answer = known.get(chosen);
    if (answer == null) {
      answer = computeArises(chosen);
      known.put(List.copyOf(chosen), answer);
    }
    return answer;
  }

  private boolean computeArises(List<Integer> chosen) {
    int stage = chosen.size() - 1;
    int current = last(chosen);
    if (!fills(current, steps.get(stage))) {
      return false;
    }
    if (stage == 0) {
      return true;
    }
    List<Integer> before = chosen.subList(0, stage);
    if (!arises(before)) {
      return false;
    }
    List<Object> key = key(last(before), steps.get(stage - 1)).orElseThrow();
    if (!key(current, steps.get(stage)).equals(Optional.of(key))
        || span(chosen) > query.maxspanNanos().orElse(Long.MAX_VALUE)
        || isEnded(current, key)) {
      return false;
    }
    for (int i = last(before) + 1; i < current; i++) {
      boolean isTaken = fills(i, steps.get(stage), key);
      if (isTaken
          || isEnded(i, key)
          || isContradicted(i, stage, key)
          || arrives(i, stage - 1, key)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a partial match of the key arrives at a stage by this event. */
  private boolean arrives(int event, int stage, List<Object> key) {
    return fills(event, steps.get(stage), key)
        && anyArrives(event, stage, new ArrayList<>(), this::arises);
  }

  private boolean anyArrives(
      int event, int stage, List<Integer> chosen, Predicate<List<Integer>> condition) {
    if (chosen.size() == stage) {
      List<Integer> complete = new ArrayList<>(chosen);
      complete.add(event);
      return condition.test(complete);
    }
    int start = chosen.isEmpty() ? 0 : last(chosen) + 1;
    for (int i = start; i < event; i++) {
      chosen.add(i);
      boolean found = anyArrives(event, stage, chosen, condition);
      chosen.remove(chosen.size() - 1);
      if (found) {
        return true;
      }
    }
    return false;
  }

  private boolean isEnded(int event, List<Object> key) {
    return query.until().filter(until -> fills(event, until, key)).isPresent();
  }

  private boolean isContradicted(int event, int stage, List<Object> key) {
    return absences.get(stage).stream().anyMatch(step -> fills(event, step, key));
  }

  /** No event of the leading missing steps before the first, within maxspan before the last. */
  private boolean isAbsentBefore(List<Integer> chosen) {
    List<Object> key = key(chosen.get(0), steps.get(0)).orElseThrow();
    long start = nanos(last(chosen)) - query.maxspanNanos().orElse(Long.MAX_VALUE);
    for (int i = 0; i < chosen.get(0); i++) {
      if (nanos(i) >= start && isContradicted(i, 0, key)) {
        return false;
      }
    }
    return true;
  }

  /** What ends or replaces a match that waits for the end of maxspan does so until then. */
  private boolean isAbsentAfter(List<Integer> chosen) {
    if (absences.get(steps.size()).isEmpty()) {
      return true;
    }
    int stage = steps.size() - 1;
    List<Object> key = key(last(chosen), steps.get(stage)).orElseThrow();
    long end = nanos(chosen.get(0)) + query.maxspanNanos().orElseThrow();
    for (int i = last(chosen) + 1; i < events.size() && nanos(i) <= end; i++) {
      boolean isReplaced = arrivesComplete(i, stage, key);
      if (isContradicted(i, stage + 1, key) || isEnded(i, key) || isReplaced) {
        return false;
      }
    }
    return true;
  }

  /** A match that a leading missing event contradicts does not arrive at the last stage. */
  private boolean arrivesComplete(int event, int stage, List<Object> key) {
    return fills(event, steps.get(stage), key)
        && anyArrives(
            event, stage, new ArrayList<>(), chosen -> arises(chosen) && isAbsentBefore(chosen));
  }

  private boolean fills(int event, Step step, List<Object> key) {
    return fills(event, step) && key(event, step).equals(Optional.of(key));
  }

  private boolean fills(int index, Step step) {
    Event event = events.get(index);
    return schema.matches(step.filter().type(), event.type())
        && new TreeEvaluator(event).matches(step.filter().condition())
        && key(index, step).isPresent();
  }

  /** The values of the keys; empty if one is null and mandatory. */
  private Optional<List<Object>> key(int index, Step step) {
    List<Object> values = new ArrayList<>();
    for (JoinKey key : step.keys()) {
      Event event = events.get(index);
      int position = event.find(key.field());
      if (position != EventReader.MISSING) {
        values.add(event.textAt(position));
      } else if (key.optional()) {
        values.add(Optional.empty());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private long span(List<Integer> chosen) {
    return nanos(last(chosen)) - nanos(chosen.get(0));
  }

  private long nanos(int event) {
    return events.get(event).monotonicNanos();
  }

  private static int last(List<Integer> chosen) {
    return chosen.get(chosen.size() - 1);
  }
}
