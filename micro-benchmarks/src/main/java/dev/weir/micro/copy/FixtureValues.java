package dev.weir.micro.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The values of the columns of {@code fixtures/postgres/sql}: of the same types, lengths and
 * frequencies, from another source of chance. Each method is a {@link CopyValue}.
 */
final class FixtureValues {
  private static final LocalDate POSTGRES_EPOCH = LocalDate.of(2000, 1, 1);
  private static final long FIRST_MICROS =
      Duration.between(POSTGRES_EPOCH.atStartOfDay(), LocalDate.of(2024, 1, 1).atStartOfDay())
              .toNanos()
          / 1_000;
  private static final int FIRST_DAY =
      Math.toIntExact(LocalDate.of(2023, 6, 1).toEpochDay() - POSTGRES_EPOCH.toEpochDay());
  private static final HexFormat HEX = HexFormat.of();
  private static final int GAP_MICROS = 1_500_000;
  private static final int DIGEST_BYTES = 16;
  private static final int NOTE_CHARACTERS_MAX = 240;
  private static final int SIGNATURE_BYTES_MAX = 32;

  private static final String[] EVENT_TYPES = {
    "view", "view", "view", "view", "search", "search", "cart", "cart", "purchase", "refund"
  };
  private static final String[] CITIES = {"Zürich", "東京", "São Paulo", "Łódź", "Oslo"};
  private static final String[] COUNTRIES = {
    "Switzerland", "Japan", "Brazil", "Polska", "Norway", "Côte d'Ivoire"
  };
  private static final String[] NOTES = {
    "left at the door; ", "être livré à l'été ", "доставка утром ", "留守の場合は再配達 ", "🎁 gift wrap 🎀 "
  };

  private FixtureValues() {}

  static void id(int row, SplittableRandom random, ByteBuffer out) {
    out.putInt(row + 1);
  }

  static void longId(int row, SplittableRandom random, ByteBuffer out) {
    out.putLong(row + 1L);
  }

  static void eventType(int row, SplittableRandom random, ByteBuffer out) {
    out.put(oneOf(EVENT_TYPES, random).getBytes(UTF_8));
  }

  static void userId(int row, SplittableRandom random, ByteBuffer out) {
    out.putLong(1_000_000_000L + random.nextInt(250_000));
  }

  static void amount(int row, SplittableRandom random, ByteBuffer out) {
    out.putDouble(random.nextInt(10_000_000) / 100.0);
  }

  static void mostlyTrue(int row, SplittableRandom random, ByteBuffer out) {
    out.put((byte) (random.nextInt(4) == 0 ? 0 : 1));
  }

  static void evenlyTrue(int row, SplittableRandom random, ByteBuffer out) {
    out.put((byte) random.nextInt(2));
  }

  static void payload(int row, SplittableRandom random, ByteBuffer out) {
    String session = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    String page = digits(random.nextInt(100_000), 5);
    out.put(("session=" + session + ";page=/item/" + page).getBytes(UTF_8));
  }

  static void timestamp(int row, SplittableRandom random, ByteBuffer out) {
    out.putLong(FIRST_MICROS + (row + 1L) * GAP_MICROS + random.nextInt(GAP_MICROS));
  }

  static void date(int row, SplittableRandom random, ByteBuffer out) {
    out.putInt(FIRST_DAY + random.nextInt(1_500));
  }

  static void uuid(int row, SplittableRandom random, ByteBuffer out) {
    for (int i = 0; i < DIGEST_BYTES; i += Long.BYTES) {
      out.putLong(random.nextLong());
    }
  }

  /** From -2,000,000,000 to 7,999,999,999.9999. */
  static void numeric(int row, SplittableRandom random, ByteBuffer out) {
    NumericFormat.write(
        random.nextLong(100_000_000_000_000L) - 20_000_000_000_000L, CopyKind.SCALE, out);
  }

  static void attributes(int row, SplittableRandom random, ByteBuffer out) {
    String json =
        ("{\"sku\": \"SKU-" + digits(random.nextInt(1_000_000), 6))
            + ("\", \"ship\": {\"city\": \"" + oneOf(CITIES, random))
            + ("\", \"express\": " + (random.nextInt(3) == 0))
            + ("}, \"tags\": [\"größe\", " + random.nextInt(7))
            + (", " + random.nextBoolean() + "]}");
    out.put(CopyKind.JSONB_VERSION).put(json.getBytes(UTF_8));
  }

  /** Of 0 to 240 characters, of one to four bytes each. */
  static void note(int row, SplittableRandom random, ByteBuffer out) {
    String sentence = oneOf(NOTES, random);
    int[] characters =
        sentence
            .repeat(NOTE_CHARACTERS_MAX / sentence.codePointCount(0, sentence.length()) + 1)
            .codePoints()
            .limit(random.nextInt(NOTE_CHARACTERS_MAX + 1))
            .toArray();
    out.put(new String(characters, 0, characters.length).getBytes(UTF_8));
  }

  static void country(int row, SplittableRandom random, ByteBuffer out) {
    out.put(oneOf(COUNTRIES, random).getBytes(UTF_8));
  }

  static void quantity(int row, SplittableRandom random, ByteBuffer out) {
    out.putInt(random.nextInt(2_001) - 1_000);
  }

  static void weight(int row, SplittableRandom random, ByteBuffer out) {
    out.putFloat(random.nextInt(1_000_000) / 1024F);
  }

  static void signature(int row, SplittableRandom random, ByteBuffer out) {
    int bytes = random.nextInt(SIGNATURE_BYTES_MAX + 1);
    for (int i = 0; i < bytes; i++) {
      out.put((byte) random.nextInt());
    }
  }

  /** Returns a number with leading zeros; a format string would be parsed for each row. */
  private static String digits(int number, int count) {
    String digits = Integer.toString(number);
    return "0".repeat(count - digits.length()) + digits;
  }

  static String oneOf(String[] values, SplittableRandom random) {
    return values[random.nextInt(values.length)];
  }
}
