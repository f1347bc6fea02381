package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.Field;
import dev.weir.rules.schema.FieldType;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A registry of 100 fields and 10 event types, names to look up in it, and its gate. */
final class SchemaLookups {
  /** A power of two, so that the next name costs no division. */
  static final int NAMES = 1 << 10;

  private static final int FIELDS = 100;
  private static final int TYPES = 10;
  private static final long SEED = 20_260_712;

  private final List<String> paths =
      IntStream.range(0, FIELDS).mapToObj(i -> "process.parent.field_" + i).toList();
  private final List<String> typeNames =
      IntStream.range(0, TYPES).mapToObj(i -> "type_" + i).toList();
  final EventSchema schema = build();
  final String[] knownPaths = names(paths, "");
  final String[] unknownPaths = names(paths, "_old");
  final String[] knownTypes = names(typeNames, "");

  /** Returns a registry; each type but the first has the one before it as its parent. */
  EventSchema build() {
    EventSchema.Builder builder = EventSchema.builder();
    for (int i = 0; i < FIELDS; i++) {
      builder.field(paths.get(i), i % 2 == 0 ? FieldType.I64 : FieldType.STRING);
    }
    builder.type(typeNames.get(0));
    for (int i = 1; i < TYPES; i++) {
      builder.type(typeNames.get(i), typeNames.get(i - 1));
    }
    return builder.build();
  }

  /** Returns names in random order, as new strings, as a parser makes them. */
  private static String[] names(List<String> all, String suffix) {
    SplittableRandom random = new SplittableRandom(SEED);
    String[] names = new String[NAMES];
    for (int i = 0; i < NAMES; i++) {
      names[i] = String.valueOf((all.get(random.nextInt(all.size())) + suffix).toCharArray());
    }
    return names;
  }

  /**
   * Passes if a registry finds each name at the place of its registration, and no other.
   *
   * @throws IllegalStateException if it does not
   */
  void check(EventSchema found) {
    for (int i = 0; i < NAMES; i++) {
      String path = knownPaths[i];
      Agreement.requireEqual(
          "the registry",
          path,
          Optional.of(paths.indexOf(path) + 1),
          found.field(path).map(Field::id));
      Agreement.requireEqual(
          "the registry", unknownPaths[i], Optional.empty(), found.field(unknownPaths[i]));
      String type = knownTypes[i];
      Agreement.requireEqual(
          "the registry",
          type,
          Optional.of(typeNames.indexOf(type) + 1),
          found.type(type).map(EventType::id));
    }
    for (int queried = 1; queried <= TYPES; queried++) {
      for (int actual = 1; actual <= TYPES; actual++) {
        Agreement.requireEqual(
            "the registry",
            "whether type %d is a %d".formatted(actual, queried),
            actual >= queried,
            found.matches(queried, actual));
      }
    }
  }
}
