package dev.weir.postgres.destination;

import dev.weir.core.connector.Notice;
import dev.weir.core.connector.SchemaEvolution;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.type.PostgresFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/**
 * Maps the columns of a stream to columns of a target by name.
 *
 * @param columns in the stream's order, without columns to be added to the target
 * @param alterations required clauses of ALTER TABLE
 */
record ColumnMapping(List<LoadColumn> columns, List<String> alterations, List<Notice> notices) {
  /** Added to the length limit in a type modifier. Source: PostgreSQL, varchar.c. */
  private static final int VARHDRSZ = 4;

  /** Types with the same binary format and semantics. */
  private static final Pattern TEXT_TYPE =
      Pattern.compile("(text|character varying)(?:\\((\\d+)\\))?");

  ColumnMapping {
    columns = List.copyOf(columns);
    alterations = List.copyOf(alterations);
    notices = List.copyOf(notices);
  }

  /**
   * Maps the columns.
   *
   * @throws WeirException if columns are missing or their types differ
   */
  static ColumnMapping of(
      CatalogTable table,
      Schema stream,
      SchemaEvolution evolution,
      LoadMethod method,
      Place place) {
    List<LoadColumn> columns = new ArrayList<>();
    List<String> alterations = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < stream.getFields().size(); i++) {
      Field field = stream.getFields().get(i);
      Place at = place.inColumn(field.getName());
      Optional<CatalogColumn> target = table.column(field.getName());
      if (target.isEmpty()) {
        alterations.add(addColumn(table, field, evolution, at));
      } else {
        columns.add(map(table, field, i, target.get(), at));
        dropNotNull(field, target.get(), evolution).ifPresent(alterations::add);
        if (target.get().generated()) {
          notices.add(
              new Notice(
                  at,
                  "The column is generated in the target %s, so its values are not loaded."
                      .formatted(table.display())));
        }
      }
    }
    checkUnmappedColumns(table, stream, evolution, place);
    return new ColumnMapping(Inputs.resolve(columns, method, place), alterations, notices);
  }

  /** Returns the PostgreSQL type of a field. */
  static String type(Field field, Place place) {
    return PostgresFields.createdType(field)
        .orElseThrow(
            () ->
                PostgresError.TYPE
                    .at(place, "Arrow type " + field.getType() + " has no PostgreSQL type")
                    .withHint("Create the target table before the run."));
  }

  private static String addColumn(
      CatalogTable table, Field field, SchemaEvolution evolution, Place place) {
    if (evolution.newColumn() == SchemaEvolution.NewColumn.FAIL) {
      throw PostgresError.COLUMN_MISSING
          .at(place, "The target %s has no column %s".formatted(table.display(), field.getName()))
          .withHint(
              "Add the column, set schema_evolution.new_column: add, or exclude it by the stream's"
                  + " columns.");
    }
    return "ADD COLUMN " + Identifiers.quote(field.getName()) + " " + type(field, place);
  }

  private static Optional<String> dropNotNull(
      Field field, CatalogColumn target, SchemaEvolution evolution) {
    return field.isNullable()
            && target.notNull()
            && !target.generated()
            && evolution.nullabilityChange() == SchemaEvolution.NullabilityChange.ALLOW
        ? Optional.of("ALTER COLUMN " + Identifiers.quote(target.name()) + " DROP NOT NULL")
        : Optional.empty();
  }

  private static LoadColumn map(
      CatalogTable table, Field field, int index, CatalogColumn target, Place place) {
    Optional<String> declared = PostgresFields.type(field);
    if (declared.filter(type -> !type.equals(target.type())).isPresent()) {
      return mapText(table, field, index, target, place);
    }
    LoadColumn.Input input =
        Inputs.of(field, target)
            .orElseThrow(() -> mismatch(table, field.getType().toString(), target, place));
    boolean isLimited =
        declared.isEmpty() && input == LoadColumn.Input.BINARY && isUtf8(field) && isText(target);
    return new LoadColumn(
        index,
        target,
        field,
        input,
        isLimited && target.typmod() > VARHDRSZ
            ? OptionalInt.of(target.typmod() - VARHDRSZ)
            : OptionalInt.empty());
  }

  private static boolean isUtf8(Field field) {
    return field.getType() instanceof ArrowType.Utf8;
  }

  private static boolean isText(CatalogColumn target) {
    return target.wireTypeOid() == Oid.VARCHAR || target.wireTypeOid() == Oid.BPCHAR;
  }

  /** Maps a text type to another one. */
  private static LoadColumn mapText(
      CatalogTable table, Field field, int index, CatalogColumn target, Place place) {
    String streamType = PostgresFields.type(field).orElseThrow();
    Matcher streamText = TEXT_TYPE.matcher(streamType);
    Matcher targetText = TEXT_TYPE.matcher(target.type());
    if (!isUtf8(field)
        || PostgresFields.isTextForm(field)
        || !streamText.matches()
        || !targetText.matches()) {
      throw mismatch(table, streamType, target, place);
    }
    return new LoadColumn(
        index,
        target,
        field,
        LoadColumn.Input.BINARY,
        charsMax(streamText.group(2), targetText.group(2)));
  }

  private static WeirException mismatch(
      CatalogTable table, String streamType, CatalogColumn target, Place place) {
    return PostgresError.TYPE.at(
        place,
        "The column has type %s in the stream, but type %s in the target %s"
            .formatted(streamType, target.type(), table.display()));
  }

  /** Returns the target's length limit, unless the source has the same or a lower one. */
  private static OptionalInt charsMax(@Nullable String source, @Nullable String target) {
    if (target == null
        || (source != null && Integer.parseInt(source) <= Integer.parseInt(target))) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(target));
  }

  private static void checkUnmappedColumns(
      CatalogTable table, Schema stream, SchemaEvolution evolution, Place place) {
    Set<String> loaded =
        stream.getFields().stream().map(Field::getName).collect(Collectors.toSet());
    for (CatalogColumn column : table.columns()) {
      if (loaded.contains(column.name())) {
        continue;
      }
      if (column.notNull() && !column.hasDefault() && !column.generated()) {
        throw PostgresError.COLUMN_REQUIRED.at(
            place.inColumn(column.name()),
            "Column %s of the target %s is NOT NULL without a default and is not in the stream"
                .formatted(column.name(), table.display()));
      }
      if (evolution.removedColumn() == SchemaEvolution.RemovedColumn.FAIL) {
        throw PostgresError.COLUMN_MISSING
            .at(
                place.inColumn(column.name()),
                "Column %s of the target %s is not in the stream"
                    .formatted(column.name(), table.display()))
            .withHint("Drop the column, or set schema_evolution.removed_column: ignore.");
      }
    }
  }
}
