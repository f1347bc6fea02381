package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadRequest;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;

/** Checks the key by which rows are updated or skipped. */
final class UpsertKey {
  /** Indexes that INSERT ... ON CONFLICT can use, each as an array of its columns. */
  private static final String UNIQUE_INDEXES =
      """
      SELECT ARRAY(SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = x.indrelid
                     AND a.attnum = ANY ((x.indkey::int2[])[0:x.indnkeyatts - 1]))
      FROM pg_index x
      WHERE x.indrelid = ?::oid AND x.indisunique AND x.indimmediate AND x.indisvalid
        AND x.indpred IS NULL AND x.indexprs IS NULL
      """;

  private final PostgresConnection connection;
  private final Place place;
  private final LoadRequest request;

  UpsertKey(PostgresConnection connection, Place place, LoadRequest request) {
    this.connection = connection;
    this.place = place;
    this.request = request;
  }

  /**
   * Checks that the stream contains a key, and that an existing target has a unique index on it.
   */
  void check(List<String> key, Optional<CatalogTable> existing) {
    Set<String> columns =
        request.schema().getFields().stream().map(Field::getName).collect(Collectors.toSet());
    key.stream()
        .filter(column -> !columns.contains(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw PostgresError.COLUMN_MISSING
                  .at(place.inColumn(column), "The stream has no column " + column)
                  .withHint("Correct primary_key, or add the column to the stream's columns.");
            });
    if (existing.isPresent() && !hasUniqueIndex(existing.get(), Set.copyOf(key))) {
      throw PostgresError.KEY_MISSING.at(
          place,
          "The target %s has no primary key or unique constraint on (%s)"
              .formatted(existing.get().display(), String.join(", ", key)));
    }
  }

  private boolean hasUniqueIndex(CatalogTable table, Set<String> key) {
    return connection
        .query(
            UNIQUE_INDEXES,
            row -> Set.of((String[]) row.getArray(1).getArray()),
            Long.toString(table.oid()))
        .contains(key);
  }
}
