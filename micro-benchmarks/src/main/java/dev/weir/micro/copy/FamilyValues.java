package dev.weir.micro.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.postgresql.core.Oid;

/** Values of the types that the fixtures do not have. Each method is a {@link CopyValue}. */
final class FamilyValues {
  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;
  private static final int NUMBERS_MAX = 8;
  private static final int WORDS_MAX = 5;
  private static final int NULL_ELEMENT_FRACTION = 10;
  private static final int NULL = -1;
  private static final int FIRST_ELEMENT = 1;

  /** Source: PostgreSQL, inet.h and network.c, network_send. */
  private static final byte IPV4_FAMILY = 2;

  private static final byte IPV4_BITS = 32;
  private static final byte IPV4_BYTES = 4;

  /** The lower bound is in the range, the upper one is not. Source: PostgreSQL, rangetypes.h. */
  private static final byte RANGE_LOWER_INCLUSIVE = 2;

  private static final String[] WORDS = {"red", "green", "blue", "größe", "limited", "sale"};

  private FamilyValues() {}

  static void smallNumber(int row, SplittableRandom random, ByteBuffer out) {
    out.putShort((short) random.nextInt());
  }

  /** From 0 to 999.9900. */
  static void price(int row, SplittableRandom random, ByteBuffer out) {
    NumericFormat.write(random.nextInt(100_000) * 100L, CopyKind.SCALE, out);
  }

  static void time(int row, SplittableRandom random, ByteBuffer out) {
    out.putLong(random.nextLong(DAY_MICROS));
  }

  static void numbers(int row, SplittableRandom random, ByteBuffer out) {
    int count = random.nextInt(NUMBERS_MAX + 1);
    boolean hasNull = count > 0 && random.nextInt(NULL_ELEMENT_FRACTION) == 0;
    arrayHeader(count, hasNull, Oid.INT4, out);
    for (int i = 0; i < count; i++) {
      if (hasNull && i == 0) {
        out.putInt(NULL);
      } else {
        out.putInt(Integer.BYTES).putInt(random.nextInt(1_000_000));
      }
    }
  }

  static void words(int row, SplittableRandom random, ByteBuffer out) {
    int count = random.nextInt(WORDS_MAX + 1);
    arrayHeader(count, false, Oid.TEXT, out);
    for (int i = 0; i < count; i++) {
      byte[] word = FixtureValues.oneOf(WORDS, random).getBytes(UTF_8);
      out.putInt(word.length).put(word);
    }
  }

  /** Of one dimension; an empty array has none. Source: PostgreSQL, arrayfuncs.c, array_send. */
  static void arrayHeader(int count, boolean hasNull, int elementOid, ByteBuffer out) {
    out.putInt(count == 0 ? 0 : 1).putInt(hasNull ? 1 : 0).putInt(elementOid);
    if (count > 0) {
      out.putInt(count).putInt(FIRST_ELEMENT);
    }
  }

  /** An IPv4 address. */
  static void address(int row, SplittableRandom random, ByteBuffer out) {
    out.put(IPV4_FAMILY).put(IPV4_BITS).put((byte) 0).put(IPV4_BYTES).putInt(random.nextInt());
  }

  /** A range of numbers with both bounds. */
  static void range(int row, SplittableRandom random, ByteBuffer out) {
    int lower = random.nextInt(1_000_000);
    out.put(RANGE_LOWER_INCLUSIVE).putInt(Integer.BYTES).putInt(lower);
    out.putInt(Integer.BYTES).putInt(lower + 1 + random.nextInt(1_000));
  }
}
