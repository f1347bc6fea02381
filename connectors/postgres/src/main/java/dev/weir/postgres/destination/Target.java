package dev.weir.postgres.destination;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.type.PostgresFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The table that a load writes into, made or checked before the first row.
 *
 * @param loadInto the quoted table that takes the rows: the target, or what stands in for it
 * @param columns the target's columns that take the stream's, in the stream's order
 * @param storedColumns all of the target's columns that can be written
 * @param stagedName the name of the table that stands in; empty where rows go straight in
 */
record Target(
    String schema,
    String name,
    String loadInto,
    List<CatalogColumn> columns,
    List<CatalogColumn> storedColumns,
    Optional<String> stagedName) {

  /**
   * Types whose binary form and meaning are the same text; a length limit is the server's to check.
   */
  private static final Set<String> TEXT_TYPES = Set.of("text", "character varying");

  /** Makes the target where it is missing; else checks that each column can take the stream's. */
  static Target forAppend(
      PostgresConnection connection, String schema, String name, Schema stream, Place place) {
    Catalog catalog = new Catalog(connection);
    Optional<CatalogTable> found = catalog.table(schema, name);
    if (found.isEmpty()) {
      connection.execute(createTable(Identifiers.quote(schema, name), stream, place));
      found = catalog.table(schema, name);
    }
    CatalogTable table =
        found.orElseThrow(() -> new IllegalStateException("The table just made is not there"));
    List<CatalogColumn> columns = match(table, stream, place);
    return new Target(schema, name, table.quoted(), columns, stored(table), Optional.empty());
  }

  /** Makes a table beside the target, of the target's definition, to be swapped in at the end. */
  static Target forReplace(
      PostgresConnection connection,
      String schema,
      String name,
      String stagedName,
      Schema stream,
      Place place) {
    Optional<CatalogTable> found = new Catalog(connection).table(schema, name);
    if (found.isEmpty()) {
      return forAppend(connection, schema, name, stream, place);
    }
    CatalogTable table = found.get();
    List<CatalogColumn> columns = match(table, stream, place);
    Replacement.check(connection, table, place);
    String staged = Identifiers.quote(schema, stagedName);
    connection.execute("CREATE TABLE " + staged + " (LIKE " + table.quoted() + " INCLUDING ALL)");
    return new Target(schema, name, staged, columns, stored(table), Optional.of(stagedName));
  }

  /** Puts what was staged in the target's place. */
  void swap(PostgresConnection connection) {
    if (stagedName.isPresent()) {
      connection.execute("DROP TABLE " + Identifiers.quote(schema, name));
      connection.execute("ALTER TABLE " + loadInto + " RENAME TO " + Identifiers.quote(name));
    }
  }

  /** {@code "a", "b"}: the columns that are loaded. */
  String columnList() {
    return SelectStatement.columnList(columns.stream().map(CatalogColumn::name).toList());
  }

  private static List<CatalogColumn> stored(CatalogTable table) {
    return table.columns().stream().filter(column -> !column.generated()).toList();
  }

  private static String createTable(String quoted, Schema stream, Place place) {
    String columns =
        stream.getFields().stream()
            .map(
                field ->
                    Identifiers.quote(field.getName())
                        + " "
                        + type(field, place)
                        + (field.isNullable() ? "" : " NOT NULL"))
            .collect(Collectors.joining(", "));
    return "CREATE TABLE " + quoted + " (" + columns + ")";
  }

  private static String type(Field field, Place place) {
    return PostgresFields.type(field)
        .orElseThrow(
            () ->
                WeirException.of(
                    "destination.type",
                    ErrorKind.SCHEMA,
                    place.inColumn(field.getName()),
                    "The column comes from no Postgres type, but as " + field.getType(),
                    "Make the target table yourself."));
  }

  private static List<CatalogColumn> match(CatalogTable table, Schema stream, Place place) {
    if (table.kind() != CatalogTable.Kind.TABLE && table.kind() != CatalogTable.Kind.PARTITIONED) {
      throw WeirException.of(
          "destination.no_table",
          ErrorKind.SCHEMA,
          place,
          "The target is no table that could take rows",
          "Use another stream name or schema.");
    }
    List<CatalogColumn> columns =
        stream.getFields().stream().map(field -> match(table, field, place)).toList();
    checkOthersMayBeAbsent(table, stream, place);
    return columns;
  }

  private static CatalogColumn match(CatalogTable table, Field field, Place place) {
    Place column = place.inColumn(field.getName());
    CatalogColumn target =
        table
            .column(field.getName())
            .orElseThrow(
                () ->
                    WeirException.of(
                        "destination.column_missing",
                        ErrorKind.SCHEMA,
                        column,
                        "The target has no such column",
                        "Add it to the target, or leave it out of the stream's columns."));
    String wanted = type(field, column);
    if (target.generated() || !sameForm(wanted, target.type())) {
      throw WeirException.of(
          "destination.type",
          ErrorKind.SCHEMA,
          column,
          "The stream's column is "
              + wanted
              + ", the target's "
              + (target.generated() ? "generated" : target.type()),
          "Bring the target's column in line; binary COPY has no casts.");
    }
    return target;
  }

  private static boolean sameForm(String source, String target) {
    return source.equals(target) || (isText(source) && isText(target));
  }

  private static boolean isText(String type) {
    return TEXT_TYPES.contains(type.replaceFirst("\\(\\d+\\)$", ""));
  }

  /** A NOT NULL column that the stream does not have must at least have a default. */
  private static void checkOthersMayBeAbsent(CatalogTable table, Schema stream, Place place) {
    Set<String> loaded =
        stream.getFields().stream().map(Field::getName).collect(Collectors.toSet());
    for (CatalogColumn column : table.columns()) {
      if (column.notNull() && !column.hasDefault() && !loaded.contains(column.name())) {
        throw WeirException.of(
            "destination.column_required",
            ErrorKind.SCHEMA,
            place.inColumn(column.name()),
            "The target's column is NOT NULL without a default, and the stream has no such column",
            "Give it a default, or add it to the stream's columns.");
      }
    }
  }
}
