package dev.weir.rules.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/** Random sequences and streams, dense enough that many of the streams have matches. */
final class RandomSequences {
  private static final List<String> TYPES = List.of("a", "b", "any", "any");
  private static final List<String> EVENT_TYPES = List.of("a", "a", "b", "a1");

  private final Random random;

  RandomSequences(long seed) {
    random = new Random(seed);
  }

  /** Returns a sequence of some steps, missing-event steps included. */
  SequenceSpec sequence(int size) {
    OptionalLong span = chance(70) ? OptionalLong.of(2 + random.nextInt(10)) : OptionalLong.empty();
    int keyForm = random.nextInt(5);
    List<SequenceSpec.Step> steps = new ArrayList<>();
    int events = 0;
    for (int i = 0; i < size; i++) {
      boolean isMissing = span.isPresent() && chance(25) && (events > 0 || i < size - 1);
      int runs = !isMissing && events < size - 1 && chance(15) ? 2 : 1;
      steps.add(step(isMissing, runs, keyForm, i));
      events += isMissing ? 0 : runs;
    }
    Optional<SequenceSpec.Step> until =
        chance(25) ? Optional.of(step(false, 1, keyForm, size)) : Optional.empty();
    return new SequenceSpec(steps, span, until);
  }

  private SequenceSpec.Step step(boolean isMissing, int runs, int keyForm, int place) {
    OptionalInt n = chance(20) ? OptionalInt.of(random.nextInt(2)) : OptionalInt.empty();
    return new SequenceSpec.Step(
        TYPES.get(random.nextInt(TYPES.size())), n, isMissing, runs, key(keyForm, place));
  }

  private static List<SequenceSpec.Key> key(int form, int place) {
    SequenceSpec.Key k = new SequenceSpec.Key("k", false);
    return switch (form) {
      case 0 -> List.of();
      case 1 -> List.of(k);
      case 2 -> List.of(k, new SequenceSpec.Key("s", true));
      case 3 -> List.of(new SequenceSpec.Key(place % 2 == 0 ? "k" : "n", place == 0));
      default -> List.of(new SequenceSpec.Key("s", false));
    };
  }

  List<Streams.Item> stream(int size) {
    List<Streams.Item> stream = new ArrayList<>();
    long seconds = 0;
    for (int i = 0; i < size; i++) {
      seconds += chance(20) ? random.nextInt(5) : random.nextInt(2);
      Map<String, String> fields = new TreeMap<>();
      put(fields, "k", 90, List.of("1", "1", "1", "0"));
      put(fields, "n", 80, List.of("0", "1"));
      put(fields, "s", 70, List.of("1", "x"));
      String type = EVENT_TYPES.get(random.nextInt(EVENT_TYPES.size()));
      stream.add(new Streams.Item(type, seconds, fields));
    }
    return stream;
  }

  private void put(Map<String, String> fields, String field, int percent, List<String> values) {
    if (chance(percent)) {
      fields.put(field, values.get(random.nextInt(values.size())));
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
