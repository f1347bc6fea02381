package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CursorColumn;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SelectStatement;
import dev.weir.postgres.sql.ServerWait;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table for rows that the target may already contain, for values in text form, and for rows of
 * several sessions. It is temporary, or an unlogged table that is dropped with the publication.
 *
 * <p>Rows are compared by the text form of all columns, which distinguishes equal values such as
 * 1.10 and 1.1, and supports types without an equality operator.
 */
final class StagingTable {
  private final PostgresConnection connection;
  private final Place place;
  private final ReadPart part;
  private final LoadTable target;
  private final LoadTable staged;
  private final Merge merge;
  private final boolean isTemporary;

  private StagingTable(
      PostgresConnection connection,
      Place place,
      ReadPart part,
      LoadTable target,
      LoadTable staged,
      Merge merge,
      boolean isTemporary) {
    this.connection = connection;
    this.place = place;
    this.part = part;
    this.target = target;
    this.staged = staged;
    this.merge = merge;
    this.isTemporary = isTemporary;
  }

  /**
   * Creates a temporary table, which is dropped at the end of the transaction.
   *
   * @param number from 0, distinct within the transaction
   */
  static StagingTable createTemporary(
      PostgresConnection connection,
      Place place,
      ReadPart part,
      LoadTable target,
      Merge merge,
      int number) {
    String name = "pg_temp._weir_" + part.name().toLowerCase(Locale.ROOT) + "_" + number;
    connection.execute(
        ServerWait.QUERY,
        place,
        "CREATE TEMPORARY TABLE " + name + definition(target.columns()) + " ON COMMIT DROP");
    return new StagingTable(connection, place, part, target, target.in(name), merge, true);
  }

  /**
   * Creates a table for several sessions. It is not logged: a crash of the server ends all sessions
   * of the run, and the run starts again.
   */
  static void createUnlogged(
      PostgresConnection connection, Place place, String quoted, List<LoadColumn> columns) {
    connection.execute(
        ServerWait.QUERY, place, "CREATE UNLOGGED TABLE " + quoted + definition(columns));
  }

  private static String definition(List<LoadColumn> columns) {
    return columns.stream()
        .map(column -> column.quoted() + " " + column.stagedType())
        .collect(Collectors.joining(", ", " (", ")"));
  }

  /** Returns a table that {@link #createUnlogged} has created. */
  static StagingTable existing(
      PostgresConnection connection,
      Place place,
      ReadPart part,
      String quoted,
      LoadTable target,
      Merge merge) {
    return new StagingTable(connection, place, part, target, target.in(quoted), merge, false);
  }

  /** Drops the table, unless the end of the transaction does. */
  void drop() {
    if (!isTemporary) {
      connection.execute(ServerWait.COMMIT, place, "DROP TABLE " + staged.quoted());
    }
  }

  /** Returns the table of the staged rows. */
  LoadTable table() {
    return staged;
  }

  Merge merge() {
    return merge;
  }

  /** Merges the staged rows into the target. */
  LoadCounts apply() {
    LoadCounts counts;
    if (merge instanceof Merge.ByKey byKey) {
      if (byKey.isRequestedKey()) {
        checkKey(byKey.key());
      }
      counts = mergeByKey(byKey.key());
    } else if (merge instanceof Merge.InsertMissing missing) {
      counts = insertMissing(missing.cursor());
    } else if (merge instanceof Merge.InsertNewKeys newKeys) {
      counts = insertNewKeys(newKeys.key());
    } else {
      counts = insertAll();
    }
    return part == ReadPart.OVERLAP
        ? new LoadCounts(counts.inserted(), counts.updated(), counts.unchanged(), counts.inserted())
        : counts;
  }

  private LoadCounts insertAll() {
    return LoadCounts.inserted(insert(""));
  }

  private LoadCounts insertNewKeys(List<String> key) {
    long inserted = insert(" ON CONFLICT (" + SelectStatement.columnList(key) + ") DO NOTHING");
    return new LoadCounts(inserted, 0, rows() - inserted, 0);
  }

  /** Inserts the staged rows, and returns their number. */
  private long insert(String onConflict) {
    LoadTable loaded = staged.withoutGenerated();
    return count(
        "WITH written AS (INSERT INTO "
            + target.quoted()
            + " ("
            + loaded.columnList()
            + ") OVERRIDING SYSTEM VALUE SELECT "
            + loaded.fromStaged("s")
            + " FROM "
            + staged.quoted()
            + " AS s"
            + onConflict
            + " RETURNING 1) SELECT count(*) FROM written");
  }

  private LoadCounts insertMissing(CursorColumn cursor) {
    LoadTable loaded = staged.withoutGenerated();
    String values = aliasedColumns(loaded, "s");
    String incoming =
        """
        (SELECT %1$s, ROW(%2$s)::text AS _weir_content,
                row_number() OVER (PARTITION BY ROW(%2$s)::text) AS _weir_copy
         FROM %3$s AS s)"""
            .formatted(values, loaded.fromStaged("s"), staged.quoted());
    String existing =
        """
        (SELECT ROW(%1$s)::text AS _weir_content,
                row_number() OVER (PARTITION BY ROW(%1$s)::text) AS _weir_copy
         FROM %2$s AS t WHERE %3$s)"""
            .formatted(qualifiedColumns(loaded, "t"), target.rows(), withinStagedRange(cursor));
    long inserted =
        count(
            "WITH written AS (INSERT INTO "
                + target.quoted()
                + " ("
                + loaded.columnList()
                + ") OVERRIDING SYSTEM VALUE SELECT "
                + loaded.columnList()
                + " FROM "
                + incoming
                + " AS incoming WHERE NOT EXISTS (SELECT FROM "
                + existing
                + " AS existing WHERE (existing._weir_content, existing._weir_copy)"
                + " = (incoming._weir_content, incoming._weir_copy))"
                + " RETURNING 1) SELECT count(*) FROM written");
    return new LoadCounts(inserted, 0, rows() - inserted, 0);
  }

  /** Returns a condition that selects rows within the cursor range of the staged rows. */
  private String withinStagedRange(CursorColumn cursor) {
    String bound = "(SELECT %1$s FROM %2$s ORDER BY %1$s %3$s LIMIT 1)";
    return cursor.expression()
        + " >= "
        + bound.formatted(cursor.expression(), staged.quoted(), "ASC")
        + " AND "
        + cursor.expression()
        + " <= "
        + bound.formatted(cursor.expression(), staged.quoted(), "DESC");
  }

  private LoadCounts mergeByKey(List<String> key) {
    LoadTable loaded = staged.withoutGenerated();
    List<LoadColumn> others =
        loaded.columns().stream()
            .filter(column -> !key.contains(column.name()) && !column.column().identityAlways())
            .toList();
    LoadTable updated = loaded.with(others);
    String onConflict =
        others.isEmpty()
            ? "DO NOTHING"
            : "DO UPDATE SET "
                + others.stream()
                    .map(column -> column.quoted() + " = excluded." + column.quoted())
                    .collect(Collectors.joining(", "))
                + " WHERE ROW("
                + qualifiedColumns(updated, "t")
                + ")::text IS DISTINCT FROM ROW("
                + qualifiedColumns(updated, "excluded")
                + ")::text";
    String sameKey =
        key.stream()
            .map(Identifiers::quote)
            .map(column -> "t." + column + " = s." + column)
            .collect(Collectors.joining(" AND "));
    String sql =
        """
        WITH existing AS (
          SELECT count(*) AS n FROM %1$s AS s WHERE EXISTS (SELECT FROM %8$s AS t WHERE %3$s)
        ), written AS (
          INSERT INTO %2$s AS t (%4$s) OVERRIDING SYSTEM VALUE SELECT %5$s FROM %1$s AS s
          ON CONFLICT (%6$s) %7$s RETURNING 1
        )
        SELECT (SELECT n FROM existing), (SELECT count(*) FROM written),
               (SELECT count(*) FROM %1$s)
        """
            .formatted(
                staged.quoted(),
                target.quoted(),
                sameKey,
                loaded.columnList(),
                loaded.fromStaged("s"),
                SelectStatement.columnList(key),
                onConflict,
                target.rows());
    return connection
        .query(
            ServerWait.COMMIT,
            place,
            sql,
            row -> counts(row.getLong(1), row.getLong(2), row.getLong(3)))
        .get(0);
  }

  /** NULLs are distinct in a unique index, and equal keys would be merged in an arbitrary order. */
  private void checkKey(List<String> key) {
    String columns = SelectStatement.columnList(key);
    String isNull =
        key.stream()
            .map(column -> Identifiers.quote(column) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    long nulls = count("SELECT count(*) FROM " + staged.quoted() + " WHERE " + isNull);
    if (nulls > 0) {
      throw PostgresError.KEY_NOT_UNIQUE.at(
          place,
          "%,d rows have NULL in the primary_key (%s)".formatted(nulls, String.join(", ", key)));
    }
    List<String> duplicates =
        connection.query(
            ServerWait.COMMIT,
            place,
            "SELECT ROW(%1$s)::text FROM %2$s GROUP BY %1$s HAVING count(*) > 1 LIMIT 1"
                .formatted(columns, staged.quoted()),
            row -> row.getString(1));
    if (!duplicates.isEmpty()) {
      throw PostgresError.KEY_NOT_UNIQUE.at(
          place,
          "More than one row has the primary_key (%s) = %s"
              .formatted(String.join(", ", key), duplicates.get(0)));
    }
  }

  private static LoadCounts counts(long existing, long written, long staged) {
    long inserted = Math.min(written, staged - existing);
    long updated = written - inserted;
    return new LoadCounts(inserted, updated, staged - written, 0);
  }

  /** Returns the number of staged rows that are missing from the target; duplicates are counted. */
  long missing() {
    Optional<String> range =
        merge instanceof Merge.InsertMissing missing
            ? Optional.of(withinStagedRange(missing.cursor()))
            : Optional.empty();
    return count(
        ServerWait.VERIFY,
        """
        SELECT count(*) FROM (
          SELECT ROW(%1$s)::text FROM %2$s AS s
          EXCEPT ALL SELECT ROW(%3$s)::text FROM %4$s AS t %5$s
        ) AS missing
        """
            .formatted(
                staged.fromStaged("s"),
                staged.quoted(),
                qualifiedColumns(staged, "t"),
                target.rows(),
                range.map(predicate -> "WHERE " + predicate).orElse("")));
  }

  private long rows() {
    return count("SELECT count(*) FROM " + staged.quoted());
  }

  private long count(String sql) {
    return count(ServerWait.COMMIT, sql);
  }

  private long count(ServerWait wait, String sql) {
    return connection.query(wait, place, sql, row -> row.getLong(1)).get(0);
  }

  /** Returns {@code s."a"::type AS "a", ...}. */
  private static String aliasedColumns(LoadTable table, String alias) {
    return table.columns().stream()
        .map(column -> column.fromStaged(alias) + " AS " + column.quoted())
        .collect(Collectors.joining(", "));
  }

  /** Returns {@code t."a", t."b"}. */
  private static String qualifiedColumns(LoadTable table, String alias) {
    return table.columns().stream()
        .map(column -> alias + "." + column.quoted())
        .collect(Collectors.joining(", "));
  }
}
