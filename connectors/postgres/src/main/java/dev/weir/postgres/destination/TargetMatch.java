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
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a target takes which column of a stream, and what has to be altered before it
 * can.
 *
 * @param columns of the stream, in its order; a column that the target still lacks is not among
 *     them
 * @param alterations clauses of ALTER TABLE
 */
record TargetMatch(List<LoadColumn> columns, List<String> alterations, List<Notice> notices) {
  /** Types whose binary form and meaning are the same text. */
  private static final Pattern TEXT_TYPE =
      Pattern.compile("(text|character varying)(?:\\((\\d+)\\))?");

  TargetMatch {
    columns = List.copyOf(columns);
    alterations = List.copyOf(alterations);
    notices = List.copyOf(notices);
  }

  /**
   * Matches by name.
   *
   * @throws WeirException where a column of the target cannot take the stream's
   */
  static TargetMatch of(CatalogTable table, Schema stream, SchemaEvolution evolution, Place place) {
    List<LoadColumn> columns = new ArrayList<>();
    List<String> alterations = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < stream.getFields().size(); i++) {
      Field field = stream.getFields().get(i);
      Place at = place.inColumn(field.getName());
      Optional<CatalogColumn> target = table.column(field.getName());
      if (target.isEmpty()) {
        alterations.add(addition(table, field, evolution, at));
      } else {
        columns.add(match(table, field, i, target.get(), at));
        nullability(field, target.get(), evolution).ifPresent(alterations::add);
        if (target.get().generated()) {
          notices.add(
              new Notice(
                  at,
                  "The target %s generates this column, so the stream's values are not loaded."
                      .formatted(table.display())));
        }
      }
    }
    checkOthers(table, stream, evolution, place);
    return new TargetMatch(columns, alterations, notices);
  }

  /** The Postgres type that a field's column has, or gets. */
  static String type(Field field, Place place) {
    return PostgresFields.type(field)
        .orElseThrow(
            () ->
                PostgresError.TYPE
                    .at(place, "The column comes from no Postgres type, but as " + field.getType())
                    .withHint("Make the target table yourself."));
  }

  private static String addition(
      CatalogTable table, Field field, SchemaEvolution evolution, Place place) {
    if (evolution.newColumn() == SchemaEvolution.NewColumn.FAIL) {
      throw PostgresError.COLUMN_MISSING
          .at(place, "The target %s has no column %s".formatted(table.display(), field.getName()))
          .withHint(
              "Add it, set schema_evolution.new_column: add, or list the stream's columns without"
                  + " it.");
    }
    return "ADD COLUMN " + Identifiers.quote(field.getName()) + " " + type(field, place);
  }

  private static Optional<String> nullability(
      Field field, CatalogColumn target, SchemaEvolution evolution) {
    return field.isNullable()
            && target.notNull()
            && !target.generated()
            && evolution.nullabilityChange() == SchemaEvolution.NullabilityChange.ALLOW
        ? Optional.of("ALTER COLUMN " + Identifiers.quote(target.name()) + " DROP NOT NULL")
        : Optional.empty();
  }

  private static LoadColumn match(
      CatalogTable table, Field field, int index, CatalogColumn target, Place place) {
    String wanted = type(field, place);
    boolean textForm = PostgresFields.isTextForm(field);
    if (wanted.equals(target.type())) {
      return new LoadColumn(index, target, textForm, OptionalInt.empty());
    }
    Matcher source = TEXT_TYPE.matcher(wanted);
    Matcher taken = TEXT_TYPE.matcher(target.type());
    if (textForm || !source.matches() || !taken.matches()) {
      throw PostgresError.TYPE.at(
          place,
          "The stream's column is %s, and the target's in %s is %s"
              .formatted(wanted, table.display(), target.type()));
    }
    return new LoadColumn(index, target, false, charsMax(source.group(2), taken.group(2)));
  }

  /** The server would cut trailing blanks of a longer text without a word. */
  private static OptionalInt charsMax(@Nullable String source, @Nullable String target) {
    if (target == null
        || (source != null && Integer.parseInt(source) <= Integer.parseInt(target))) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(target));
  }

  /** The target's columns that the stream lacks. */
  private static void checkOthers(
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
            "The target's column %s in %s is NOT NULL without a default, and the stream lacks it"
                .formatted(column.name(), table.display()));
      }
      if (evolution.removedColumn() == SchemaEvolution.RemovedColumn.FAIL) {
        throw PostgresError.COLUMN_MISSING
            .at(
                place.inColumn(column.name()),
                "The target %s has the column %s, and the stream lacks it"
                    .formatted(table.display(), column.name()))
            .withHint("Drop it there, or set schema_evolution.removed_column: ignore.");
      }
    }
  }
}
