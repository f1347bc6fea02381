package dev.weir.files.text;

import dev.weir.core.batch.ColumnMetadata;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * A column of a text file: {@code id bigint not null}.
 *
 * @param type a PostgreSQL type as format_type returns it
 */
public record ColumnDeclaration(String name, String type, boolean notNull) {
  private static final String NOT_NULL = " not null";
  private static final int SECONDS_DIGITS_MAX = 6;

  /** Source: PostgreSQL, NAMEDATALEN, without the byte after the name. */
  private static final int NAME_BYTES_MAX = 63;

  /**
   * Parses a declaration: a name, which is quoted if it contains spaces or quotation marks, a type,
   * and optionally NOT NULL.
   *
   * @return empty if the text is not a declaration
   */
  public static Optional<ColumnDeclaration> parse(String text) {
    String stripped = text.strip();
    int end = nameEnd(stripped);
    if (end <= 0 || end >= stripped.length() || stripped.charAt(end) != ' ') {
      return Optional.empty();
    }
    String name = stripped.substring(0, end);
    if (name.startsWith("\"")) {
      name = name.substring(1, name.length() - 1).replace("\"\"", "\"");
    }
    String rest = stripped.substring(end).strip().replaceAll("\\s+", " ");
    boolean notNull = rest.toLowerCase(Locale.ROOT).endsWith(NOT_NULL);
    String type = notNull ? rest.substring(0, rest.length() - NOT_NULL.length()) : rest;
    if (name.isEmpty() || type.isBlank() || type.equalsIgnoreCase(NOT_NULL.strip())) {
      return Optional.empty();
    }
    return Optional.of(new ColumnDeclaration(name, TypeNames.canonical(type), notNull));
  }

  /** Returns the declaration of a field that {@link #field} has made. */
  public static ColumnDeclaration of(Field field) {
    return new ColumnDeclaration(
        field.getName(), FieldMetadata.typeName(field), !field.isNullable());
  }

  /** Returns the index after the name; -1 if its quotation mark is not closed. */
  private static int nameEnd(String text) {
    if (!text.startsWith("\"")) {
      return text.indexOf(' ');
    }
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        if (i + 1 == text.length() || text.charAt(i + 1) != '"') {
          return i + 1;
        }
        i++;
      }
    }
    return -1;
  }

  ColumnKind kind() {
    return ColumnKind.of(type);
  }

  TypeModifier modifier() {
    return TypeModifier.of(type);
  }

  /** Returns the digits after the decimal point of seconds; 6 where the type has no modifier. */
  int secondsDigits() {
    return Math.max(0, Math.min(modifier().first(SECONDS_DIGITS_MAX), SECONDS_DIGITS_MAX));
  }

  /** Returns the maximum number of characters of a text. */
  int charsMax() {
    return switch (TypeNames.base(type)) {
      case "character varying" -> modifier().first(Integer.MAX_VALUE);
      case "character" -> modifier().first(1);
      default -> Integer.MAX_VALUE;
    };
  }

  /** Returns the maximum number of bytes of a text. */
  int bytesMax() {
    return type.equals("name") ? NAME_BYTES_MAX : Integer.MAX_VALUE;
  }

  /** Returns the Arrow field, with the type as metadata. */
  public Field field() {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(ColumnMetadata.POSTGRES_TYPE, type);
    switch (kind()) {
      case JSON -> metadata.put(ColumnMetadata.EXTENSION, ColumnMetadata.JSON);
      case UUID -> metadata.put(ColumnMetadata.EXTENSION, ColumnMetadata.UUID);
      case NUMERIC, TEXT_FORM -> metadata.putAll(FieldMetadata.textForm(type));
      case BOOL,
          INT16,
          INT32,
          INT64,
          FLOAT32,
          FLOAT64,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ -> {}
    }
    return new Field(name, new FieldType(!notNull, kind().arrowType(), null, metadata), null);
  }
}
