package dev.weir.micro.json;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An order with its items, which are as many as the wanted size of its JSON needs.
 *
 * @param createdAt as JSON lines of the product have it, such as {@code 2026-01-01T00:00:00.5}
 */
record JsonRow(
    long id, String name, double amount, boolean active, String createdAt, List<Item> items) {

  private static final long SEED = 20_260_102;
  private static final String[] NAMES = {"Zoë", "Bob \"the\" Builder", "陳大文", "Ann", "Müller"};

  /** The bytes of a row without items, and of one item, about. */
  private static final int ROW_BYTES = 110;

  private static final int ITEM_BYTES = 62;

  JsonRow {
    items = List.copyOf(items);
  }

  /** A line of an order. */
  record Item(String sku, int quantity, double price, boolean gift) {}

  /**
   * Returns rows from a fixed seed.
   *
   * @param bytes the size of one row's JSON, about
   */
  static List<JsonRow> rows(int count, int bytes) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<JsonRow> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(row(row, Math.max(1, (bytes - ROW_BYTES) / ITEM_BYTES), random));
    }
    return rows;
  }

  private static JsonRow row(int number, int itemCount, SplittableRandom random) {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < itemCount; item++) {
      items.add(
          new Item(
              "SKU-%08x".formatted(random.nextInt()),
              1 + random.nextInt(20),
              random.nextInt(100_000) / 100.0,
              random.nextBoolean()));
    }
    return new JsonRow(
        1_000_000_000L + number,
        NAMES[random.nextInt(NAMES.length)],
        random.nextInt(10_000_000) / 100.0,
        random.nextBoolean(),
        "2026-%02d-%02dT%02d:%02d:%02d.%06d"
            .formatted(
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                // Odd, since the product writes no zeros at the end.
                100_001 + 2 * random.nextInt(400_000)),
        items);
  }
}
