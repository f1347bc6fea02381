package dev.weir.micro.text;

import dev.weir.micro.Agreement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The columns of a table by name, in the maps that the product uses: a hash map, as readers of
 * files have, and an immutable map, as constant tables are.
 */
final class ColumnIndex {
  static final int MISSING = -1;

  private static final long SEED = 20_260_103;

  /** A power of two, so that the next key costs no division. */
  static final int KEYS = 1 << 10;

  private final List<String> names;
  private final Map<String, Integer> hashMap = new HashMap<>();
  private final Map<String, Integer> immutableMap;

  ColumnIndex(int columns) {
    names = IntStream.range(0, columns).mapToObj(column -> "customer_column_" + column).toList();
    for (int column = 0; column < columns; column++) {
      hashMap.put(names.get(column), column);
    }
    immutableMap = Map.copyOf(hashMap);
  }

  /** Returns names in random order, from a fixed seed: new strings, as a parser makes them. */
  String[] keys(boolean known) {
    SplittableRandom random = new SplittableRandom(SEED);
    String[] keys = new String[KEYS];
    for (int i = 0; i < KEYS; i++) {
      String name = names.get(random.nextInt(names.size()));
      keys[i] = known ? String.valueOf(name.toCharArray()) : name + "_old";
    }
    return keys;
  }

  int find(String name) {
    Integer column = hashMap.get(name);
    return column == null ? MISSING : column;
  }

  int findInImmutable(String name) {
    Integer column = immutableMap.get(name);
    return column == null ? MISSING : column;
  }

  /**
   * Passes if a look-up finds each column at its place, and no other.
   *
   * @throws IllegalStateException if it does not
   */
  void check(String who, ToIntFunction<String> lookUp) {
    for (boolean known : new boolean[] {true, false}) {
      for (String key : keys(known)) {
        Agreement.requireEqual(who, key, names.indexOf(key), lookUp.applyAsInt(key));
      }
    }
  }
}
