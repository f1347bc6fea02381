package dev.weir.rules.sequence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sequence in the notation of tests: steps, separated by spaces, then {@code span=SECONDS} and
 * {@code until=STEP}. A step is a type, and may have {@code *RUNS}, {@code =N} (the field n has
 * that value), {@code /FIELD,?FIELD} (its join key; {@code k} by default, {@code /} for none), and
 * a leading {@code !} (missing event).
 */
record SequenceSpec(List<Step> steps, OptionalLong span, Optional<Step> until) {

  record Step(String type, OptionalInt n, boolean isMissing, int runs, List<Key> key) {
    @Override
    public String toString() {
      return (isMissing ? "!" : "")
          + type
          + (runs == 1 ? "" : "*" + runs)
          + (n.isPresent() ? "=" + n.getAsInt() : "")
          + "/"
          + key.stream().map(Key::toString).collect(Collectors.joining(","));
    }

    EventCondition condition() {
      return new EventCondition(
          Streams.typeId(type),
          event -> {
            int position = event.find(Streams.fieldId("n"));
            return n.isEmpty() || (position >= 0 && event.longAt(position) == n.getAsInt());
          },
          key.stream().map(Key::part).toList());
    }

    SequenceStep step() {
      return new SequenceStep(condition(), runs, isMissing);
    }
  }

  record Key(String field, boolean nullable) {
    @Override
    public String toString() {
      return (nullable ? "?" : "") + field;
    }

    KeyPart part() {
      return new KeyPart(new FieldKey(Streams.SCHEMA.field(field).orElseThrow()), nullable);
    }
  }

  static SequenceSpec parse(String text) {
    List<Step> steps = new ArrayList<>();
    OptionalLong span = OptionalLong.empty();
    Optional<Step> until = Optional.empty();
    for (String token : text.split(" ", -1)) {
      if (token.startsWith("span=")) {
        span = OptionalLong.of(Long.parseLong(token.substring("span=".length())));
      } else if (token.startsWith("until=")) {
        until = Optional.of(parseStep(token.substring("until=".length())));
      } else {
        steps.add(parseStep(token));
      }
    }
    return new SequenceSpec(steps, span, until);
  }

  private static Step parseStep(String token) {
    boolean isMissing = token.startsWith("!");
    String[] parts = (isMissing ? token.substring(1) : token).split("/", -1);
    String[] typeAndN = parts[0].split("=", -1);
    String[] typeAndRuns = typeAndN[0].split("\\*", -1);
    return new Step(
        typeAndRuns[0],
        typeAndN.length == 2 ? OptionalInt.of(Integer.parseInt(typeAndN[1])) : OptionalInt.empty(),
        isMissing,
        typeAndRuns.length == 2 ? Integer.parseInt(typeAndRuns[1]) : 1,
        parts.length == 1 ? List.of(new Key("k", false)) : parseKey(parts[1]));
  }

  private static List<Key> parseKey(String fields) {
    return fields.isEmpty()
        ? List.of()
        : Stream.of(fields.split(","))
            .map(field -> new Key(field.replace("?", ""), field.startsWith("?")))
            .toList();
  }

  SequencePlan plan(String rule) {
    return new SequencePlan(
        rule,
        toString(),
        steps.stream().map(Step::step).toList(),
        span.isPresent() ? Optional.of(Duration.ofSeconds(span.getAsLong())) : Optional.empty(),
        until.map(Step::condition));
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(" "))
        + (span.isPresent() ? " span=" + span.getAsLong() : "")
        + until.map(step -> " until=" + step).orElse("");
  }
}
