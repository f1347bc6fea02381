package dev.weir.postgres.catalog;

import dev.weir.core.unit.Durations;
import dev.weir.postgres.sql.Identifiers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The cursor column of an incremental stream, as SQL. Its sort order must be the same in source and
 * destination, so text is compared with collation "C", and types whose sort order depends on the
 * database (enums, citext, arrays) are not supported.
 */
public record CursorColumn(CatalogColumn column) {
  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name");
  private static final Map<String, String> INTEGER_MIN =
      Map.of(
          "int2", "-32768",
          "int4", "-2147483648",
          "int8", "-9223372036854775808",
          "oid", "0");
  private static final Set<String> NUMBERS =
      Set.of("int2", "int4", "int8", "oid", "numeric", "float4", "float8");
  private static final Set<String> TIMESTAMPS = Set.of("timestamp", "timestamptz");
  private static final Set<String> OTHERS =
      Set.of(
          "date",
          "time",
          "timetz",
          "interval",
          "uuid",
          "bool",
          "bytea",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "bit",
          "varbit",
          "pg_lsn",
          "xid8");

  /** For each type, the types whose values it includes: a column may be widened between runs. */
  private static final Map<String, Set<String>> WIDENED_FROM =
      Map.of(
          "int4", Set.of("smallint"),
          "int8", Set.of("smallint", "integer"),
          "numeric", Set.of("smallint", "integer", "bigint"),
          "timestamptz", Set.of("timestamp with time zone"),
          "timestamp", Set.of("timestamp without time zone", "date"));

  private static final Pattern NUMBER = Pattern.compile("\\d{1,30}(\\.\\d{1,30})?");
  private static final Pattern MODIFIER = Pattern.compile("\\(\\d+(,-?\\d+)?\\)");

  /** Returns whether the type's sort order is the same on all servers. */
  public boolean isOrdered() {
    String type = column.wireTypeName();
    return !column.isEnum()
        && (TEXTS.contains(type)
            || NUMBERS.contains(type)
            || TIMESTAMPS.contains(type)
            || OTHERS.contains(type));
  }

  private boolean isText() {
    return TEXTS.contains(column.wireTypeName());
  }

  /** Returns the expression to compare and sort by. */
  public String expression() {
    String quoted = Identifiers.quote(column.name());
    return isText() ? quoted + "::text COLLATE \"C\"" : quoted;
  }

  /** Returns a literal of the column's type. */
  public String literal(String value) {
    String literal = Identifiers.literal(value);
    return isText() ? literal + "::text" : literal + "::" + type();
  }

  /** Returns the type of literals: for a domain, its base type. */
  public String type() {
    return column.wireTypeName();
  }

  /** Returns a comparison such as {@code "id" >= '42'::int8}. */
  public String compare(String operator, String value) {
    return expression() + " " + operator + " " + literal(value);
  }

  /** Returns the column cast to text. */
  public String text() {
    return Identifiers.quote(column.name()) + "::text";
  }

  /** Returns whether cursor values of an earlier type of the column are still valid. */
  public boolean accepts(String earlierType) {
    return plain(earlierType).equals(plain(column.type()))
        || (isText() && isTextType(earlierType))
        || WIDENED_FROM.getOrDefault(column.wireTypeName(), Set.of()).contains(plain(earlierType));
  }

  private static boolean isTextType(String type) {
    String plain = plain(type);
    return plain.equals("text")
        || plain.equals("name")
        || plain.equals("character varying")
        || plain.equals("character");
  }

  private static String plain(String type) {
    return MODIFIER.matcher(type).replaceAll("");
  }

  /**
   * Returns a value minus a lag as SQL of the column's type; empty if the lag is not valid for the
   * type. Integers saturate at their minimum.
   *
   * @param lag a number for numeric types, a duration for timestamps, whole days for dates
   */
  public Optional<String> minus(String value, String lag) {
    String type = column.wireTypeName();
    if (NUMBERS.contains(type)) {
      String min = INTEGER_MIN.get(type);
      return Optional.of(lag)
          .filter(text -> NUMBER.matcher(text).matches())
          .filter(text -> min == null || text.indexOf('.') < 0)
          .map(text -> literal(value) + "::numeric - " + text)
          .map(difference -> min == null ? difference : "greatest(" + difference + ", " + min + ")")
          .map(difference -> "(" + difference + ")::" + type);
    }
    return duration(lag).flatMap(duration -> minus(value, duration));
  }

  private Optional<String> minus(String value, Duration lag) {
    return switch (column.wireTypeName()) {
      case "timestamp", "timestamptz" ->
          Optional.of(
              "(%s - interval '%d milliseconds')".formatted(literal(value), lag.toMillis()));
      case "date" ->
          lag.toMillis() % Duration.ofDays(1).toMillis() == 0
              ? Optional.of("(%s - %d)".formatted(literal(value), lag.toDays()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Durations.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns a description of a lag for this type, for messages; empty if it supports none. */
  public Optional<String> lagForm() {
    String type = column.wireTypeName();
    if (INTEGER_MIN.containsKey(type)) {
      return Optional.of("an integer such as 1000");
    }
    if (NUMBERS.contains(type)) {
      return Optional.of("a number such as 1000");
    }
    if (TIMESTAMPS.contains(type)) {
      return Optional.of("a duration such as 10m");
    }
    return type.equals("date") ? Optional.of("whole days such as P2D or 48h") : Optional.empty();
  }
}
