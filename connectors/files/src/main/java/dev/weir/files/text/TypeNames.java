package dev.weir.files.text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of PostgreSQL types as format_type returns them. */
final class TypeNames {
  private static final Pattern TYPE =
      Pattern.compile(
          "([^(\\[]+?)\\s*(\\([^)]*\\))?(\\s+with(?:out)? time zone)?((?:\\s*\\[\\])*)");

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("bool", "boolean"),
          Map.entry("int2", "smallint"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float", "double precision"),
          Map.entry("float8", "double precision"),
          Map.entry("decimal", "numeric"),
          Map.entry("varchar", "character varying"),
          Map.entry("char", "character"),
          Map.entry("varbit", "bit varying"));

  private TypeNames() {}

  /**
   * Returns the canonical name: {@code varchar(16)} becomes {@code character varying(16)}, {@code
   * timestamptz(3)} becomes {@code timestamp(3) with time zone}. A quoted name stays as it is.
   */
  static String canonical(String declared) {
    String text = declared.strip().replaceAll("\\s+", " ");
    Matcher matcher = TYPE.matcher(text);
    if (text.indexOf('"') >= 0 || !matcher.matches()) {
      return text;
    }
    String name = matcher.group(1).strip().toLowerCase(Locale.ROOT);
    String modifier = matcher.group(2) == null ? "" : matcher.group(2).replace(" ", "");
    String zone = matcher.group(3) == null ? "" : matcher.group(3).toLowerCase(Locale.ROOT);
    String arrays = matcher.group(4).replace(" ", "");
    return switch (name) {
      case "timestamp", "time" ->
          name + modifier + (zone.isEmpty() ? " without time zone" : zone) + arrays;
      case "timestamptz", "timetz" ->
          name.substring(0, name.length() - 2) + modifier + " with time zone" + arrays;
      default -> ALIASES.getOrDefault(name, name) + modifier + zone + arrays;
    };
  }

  /** Returns the name without its modifier: {@code numeric(18,4)} becomes {@code numeric}. */
  static String base(String canonical) {
    return canonical.endsWith("]") ? canonical : canonical.replaceAll("\\([^)]*\\)", "");
  }
}
