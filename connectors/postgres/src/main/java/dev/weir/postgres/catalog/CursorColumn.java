package dev.weir.postgres.catalog;

import dev.weir.core.unit.Durations;
import dev.weir.postgres.sql.Identifiers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The column that orders an incremental stream, as SQL. Its order must be the same at both ends and
 * at all times, so texts are compared by their bytes (collation "C"), whatever the column's own
 * collation, and types whose order depends on the database (enums, citext, arrays of texts) are
 * refused.
 */
public record CursorColumn(CatalogColumn column) {
  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name");
  private static final Map<String, String> LEAST_INTEGERS =
      Map.of(
          "int2", "-32768",
          "int4", "-2147483648",
          "int8", "-9223372036854775808",
          "oid", "0");
  private static final Set<String> NUMBERS =
      Set.of("int2", "int4", "int8", "oid", "numeric", "float4", "float8");
  private static final Set<String> MOMENTS = Set.of("timestamp", "timestamptz");
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

  /** Where an older receipt's type may become this one: every value of it is one of this type's. */
  private static final Map<String, Set<String>> WIDENED_FROM =
      Map.of(
          "int4", Set.of("smallint"),
          "int8", Set.of("smallint", "integer"),
          "numeric", Set.of("smallint", "integer", "bigint"),
          "timestamptz", Set.of("timestamp with time zone"),
          "timestamp", Set.of("timestamp without time zone", "date"));

  private static final Pattern NUMBER = Pattern.compile("\\d{1,30}(\\.\\d{1,30})?");
  private static final Pattern MODIFIER = Pattern.compile("\\(\\d+(,-?\\d+)?\\)");

  /** Whether the type has an order that both servers share. */
  public boolean isOrdered() {
    String type = column.wireTypeName();
    return !column.isEnum()
        && (TEXTS.contains(type)
            || NUMBERS.contains(type)
            || MOMENTS.contains(type)
            || OTHERS.contains(type));
  }

  private boolean isText() {
    return TEXTS.contains(column.wireTypeName());
  }

  /** The column's value, to compare and to sort by. */
  public String expression() {
    String quoted = Identifiers.quote(column.name());
    return isText() ? quoted + "::text COLLATE \"C\"" : quoted;
  }

  /** A value to compare with: the literal of a text form, cast to the column's own type. */
  public String literal(String value) {
    String literal = Identifiers.literal(value);
    return isText() ? literal + "::text" : literal + "::" + type();
  }

  /** The type that a value's text form is cast to: a domain's base type. */
  public String type() {
    return column.wireTypeName();
  }

  /** Such as {@code "id" >= '42'::int8}. */
  public String compare(String operator, String value) {
    return expression() + " " + operator + " " + literal(value);
  }

  /** The text form of the column's value. */
  public String text() {
    return Identifiers.quote(column.name()) + "::text";
  }

  /** Whether positions of an earlier type of the column are still good. */
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
   * The value that lies a lag below another, as SQL of the column's own type; empty where the lag
   * is not one for the type. Below the least integer there is only the least integer.
   *
   * @param lag a number for numbers, a duration for moments, a duration of whole days for dates
   */
  public Optional<String> below(String value, String lag) {
    String type = column.wireTypeName();
    if (NUMBERS.contains(type)) {
      String least = LEAST_INTEGERS.get(type);
      return Optional.of(lag)
          .filter(text -> NUMBER.matcher(text).matches())
          .filter(text -> least == null || text.indexOf('.') < 0)
          .map(text -> literal(value) + "::numeric - " + text)
          .map(less -> least == null ? less : "greatest(" + less + ", " + least + ")")
          .map(less -> "(" + less + ")::" + type);
    }
    return duration(lag).flatMap(duration -> below(value, duration));
  }

  private Optional<String> below(String value, Duration lag) {
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

  /** What a lag for this type looks like, for messages; empty where the type has none. */
  public Optional<String> lagForm() {
    String type = column.wireTypeName();
    if (LEAST_INTEGERS.containsKey(type)) {
      return Optional.of("a whole number such as 1000");
    }
    if (NUMBERS.contains(type)) {
      return Optional.of("a number such as 1000");
    }
    if (MOMENTS.contains(type)) {
      return Optional.of("a duration such as 10m");
    }
    return type.equals("date") ? Optional.of("whole days such as P2D or 48h") : Optional.empty();
  }
}
