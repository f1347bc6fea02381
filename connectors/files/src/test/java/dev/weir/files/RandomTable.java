package dev.weir.files;

import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.sql.Identifiers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Creates tables of random columns and rows; a seed determines them. */
final class RandomTable {
  private static final int ROWS_MAX = 600;
  private static final int COLUMNS_MAX = 12;
  private static final int ROWS_OF_A_STATEMENT = 200;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "NULL",
          "null",
          "\\N",
          "\\.",
          "\\",
          ",",
          "\"",
          "\"\"",
          "'",
          "a,b",
          "\r\n",
          "\n",
          "\t",
          "\u0001\u001f\u007f",
          "\u0085\u2028",
          "\u00e4\u00df",
          "\u6771\u4eac",
          "\ud83c\udf81",
          "\ufeffx",
          "true",
          "1e5",
          "-0",
          "{}",
          "[1]",
          " x ",
          "infinity",
          "\b\f\u000b",
          "x".repeat(3000));

  private static final List<String> NAMES =
      List.of(
          "id",
          "Mixed Case",
          "with \"quotes\"",
          "comma,",
          "\u00e4\u6771",
          "line\nbreak",
          "select",
          "a.b",
          "tab\t",
          "back\\slash",
          "{x}",
          "#1");

  private static final List<String> MOODS = List.of("calm", "wild", "a,b \"c\"");

  private final Random random;

  /** A type, and random literals of it without quotation marks. */
  private record Type(String name, Supplier<String> values) {}

  private final List<Type> types;

  RandomTable(long seed) {
    this.random = new Random(seed);
    this.types = types();
  }

  /** Creates the types of the database that the tables use. */
  static void createTypes(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE TYPE public.mood AS ENUM ("
            + MOODS.stream().map(Identifiers::literal).collect(Collectors.joining(", "))
            + ")",
        "CREATE TYPE public.pair AS (n integer, t text)",
        "CREATE DOMAIN public.price AS numeric(10,2)",
        "CREATE DOMAIN public.document AS jsonb");
  }

  /** Creates and fills a table. */
  void create(TestDatabase database, String table) throws SQLException {
    List<Type> columns = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    int count = 1 + random.nextInt(COLUMNS_MAX);
    int nullPercent = random.nextInt(4) * 20;
    for (int i = 0; i < count; i++) {
      columns.add(types.get(random.nextInt(types.size())));
      definitions.add(
          Identifiers.quote(NAMES.get(i)) + " " + columns.get(i).name() + notNull(nullPercent));
    }
    database.execute("CREATE TABLE " + table + " (" + String.join(", ", definitions) + ")");
    int left = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(ROWS_MAX);
    while (left > 0) {
      int rows = Math.min(left, ROWS_OF_A_STATEMENT);
      database.execute(
          IntStream.range(0, rows)
              .mapToObj(row -> row(columns, nullPercent))
              .collect(Collectors.joining(", ", "INSERT INTO " + table + " VALUES ", "")));
      left -= rows;
    }
  }

  private static String notNull(int nullPercent) {
    return nullPercent == 0 ? " NOT NULL" : "";
  }

  private String row(List<Type> columns, int nullPercent) {
    return columns.stream()
        .map(
            type ->
                random.nextInt(100) < nullPercent
                    ? "NULL"
                    : Identifiers.literal(type.values().get()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private List<Type> types() {
    int precision = 1 + random.nextInt(40);
    int scale = random.nextInt(precision + 1);
    int digits = random.nextInt(7);
    int chars = 1 + random.nextInt(20);
    return List.of(
        new Type("boolean", () -> Boolean.toString(random.nextBoolean())),
        new Type("smallint", () -> Short.toString((short) random.nextInt())),
        new Type("integer", () -> Integer.toString(random.nextInt() >> random.nextInt(32))),
        new Type("bigint", () -> Long.toString(random.nextLong() >> random.nextInt(64))),
        new Type("real", () -> Float.toString(Float.intBitsToFloat(random.nextInt()))),
        new Type(
            "double precision", () -> Double.toString(Double.longBitsToDouble(random.nextLong()))),
        new Type("numeric", this::numeric),
        new Type("numeric(%d,%d)".formatted(precision, scale), () -> decimal(precision, scale)),
        new Type("text", this::text),
        new Type("character varying(%d)".formatted(chars), () -> cut(text(), chars)),
        new Type("character(%d)".formatted(chars), () -> cut(text(), chars)),
        new Type("name", () -> cut(text(), 15)),
        new Type("json", this::json),
        new Type("jsonb", this::json),
        new Type("bytea", () -> "\\x" + hex(random.nextInt(40))),
        new Type("uuid", () -> hex(16)),
        new Type("date", this::date),
        new Type("time(%d)".formatted(digits), this::time),
        new Type("timestamp(%d)".formatted(digits), this::timestamp),
        new Type("timestamptz(%d)".formatted(digits), this::timestamp),
        new Type("timetz", () -> time() + "%+03d:30".formatted(random.nextInt(31) - 15)),
        new Type("interval", this::interval),
        new Type("inet", () -> "10.%d.0.%d/%d".formatted(byteValue(), byteValue(), 24)),
        new Type("bit(9)", () -> bits(9)),
        new Type("bit varying", () -> bits(random.nextInt(20))),
        new Type("point", () -> "(%s,%s)".formatted(random.nextGaussian(), random.nextFloat())),
        new Type("money", () -> decimal(15, 2)),
        new Type("int8range", () -> "[%d,%d)".formatted(-random.nextInt(9), random.nextInt(9))),
        new Type("integer[]", () -> array(() -> Integer.toString(random.nextInt()))),
        new Type("text[]", () -> array(this::text)),
        new Type("numeric(10,2)[]", () -> array(() -> decimal(10, 2))),
        new Type("public.mood", this::mood),
        new Type("public.mood[]", () -> array(this::mood)),
        new Type("public.pair", () -> "(%d,%s)".formatted(random.nextInt(), quoted(text()))),
        new Type("public.price", () -> decimal(10, 2)),
        new Type("public.document", this::json));
  }

  private int byteValue() {
    return random.nextInt(1 << Byte.SIZE);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String text() {
    return pick(TEXTS) + (random.nextInt(3) == 0 ? pick(TEXTS) : "");
  }

  /** Cuts after a number of characters, not within a surrogate pair. */
  private static String cut(String text, int chars) {
    int end = text.offsetByCodePoints(0, Math.min(chars, text.codePointCount(0, text.length())));
    return text.substring(0, end);
  }

  private String mood() {
    return pick(MOODS);
  }

  private String numeric() {
    return random.nextInt(9) == 0
        ? pick(List.of("NaN", "Infinity", "-Infinity", "0.000", "1e-50", "1e100"))
        : decimal(1 + random.nextInt(60), random.nextInt(30));
  }

  private String decimal(int precision, int scale) {
    BigInteger digits = new BigInteger(4 * precision, random).mod(BigInteger.TEN.pow(precision));
    BigDecimal value = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), scale);
    return value.toPlainString();
  }

  private String hex(int bytes) {
    byte[] data = new byte[bytes];
    random.nextBytes(data);
    return HexFormat.of().formatHex(data);
  }

  private String bits(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> random.nextBoolean() ? "1" : "0")
        .collect(Collectors.joining());
  }

  private String date() {
    return switch (random.nextInt(8)) {
      case 0 -> pick(List.of("infinity", "-infinity"));
      case 1 -> "%04d-02-28 BC".formatted(1 + random.nextInt(4700));
      case 2 -> "%d-12-31".formatted(10_000 + random.nextInt(200_000));
      default ->
          "%04d-%02d-%02d"
              .formatted(1 + random.nextInt(3000), 1 + random.nextInt(12), 1 + random.nextInt(28));
    };
  }

  private String time() {
    return random.nextInt(20) == 0
        ? "24:00:00"
        : "%02d:%02d:%02d.%06d"
            .formatted(
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1_000_000));
  }

  private String timestamp() {
    String date = date();
    if (date.endsWith("infinity")) {
      return date;
    }
    String time = random.nextInt(5) == 0 ? "00:00:00" : time();
    return date.endsWith(" BC") ? date.replace(" BC", " " + time + " BC") : date + " " + time;
  }

  private String interval() {
    return "%d mons %d days %d microseconds"
        .formatted(random.nextInt() >> 4, random.nextInt(), random.nextLong() >> 20);
  }

  private String json() {
    return switch (random.nextInt(8)) {
      case 0 -> "null";
      case 1 -> Integer.toString(random.nextInt());
      case 2 -> decimal(30, 10);
      case 3 -> "[]";
      case 4 -> "{ }";
      case 5 -> "[ true, %s ]".formatted(json());
      case 6 -> "{\"\u00e4\":%s, \"b\\n\": 1.10}".formatted(json());
      default -> "\"\\u00e4 \\\"x\\\" \u6771 \\\\ \\t\"";
    };
  }

  private String array(Supplier<String> elements) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(i -> random.nextInt(4) == 0 ? "NULL" : quoted(elements.get()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Returns an element of an array or a composite value. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
