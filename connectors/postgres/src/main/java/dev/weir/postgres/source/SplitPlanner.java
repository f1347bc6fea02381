package dev.weir.postgres.source;

import dev.weir.core.connector.Split;
import dev.weir.core.connector.StreamConfig;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SelectStatement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Divides the read of a stream: a table by ranges of pages, a partitioned table by its partitions,
 * and any other relation by ranges of its primary key.
 */
final class SplitPlanner {
  /**
   * Without TID range scans, before version 14, each part would scan the whole table. System
   * columns require the privilege on the table.
   */
  private static final String PAGES =
      """
      SELECT current_setting('server_version_num')::int >= 140000
               AND has_table_privilege(?::oid, 'SELECT'),
             pg_relation_size(?::oid) / current_setting('block_size')::int
      """;

  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");

  /** Leaf partitions; none if the role or its policies exclude reading one of them directly. */
  private static final String PARTITIONS =
      """
      WITH leaf AS (
        SELECT c.oid, n.nspname, c.relname, c.relkind, c.relrowsecurity, pg_relation_size(c.oid) AS size
        FROM pg_partition_tree(?::oid::regclass) t
        JOIN pg_class c ON c.oid = t.relid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE t.isleaf
      )
      SELECT nspname, relname, size FROM leaf
      WHERE NOT (SELECT relrowsecurity FROM pg_class WHERE oid = ?::oid)
        AND NOT EXISTS (SELECT FROM leaf WHERE relkind <> 'r' OR relrowsecurity
                          OR NOT has_table_privilege(oid, 'SELECT'))
      ORDER BY size DESC
      """;

  private final PostgresConnection connection;
  private final StreamConfig stream;
  private final CatalogTable table;

  SplitPlanner(PostgresConnection connection, StreamConfig stream, CatalogTable table) {
    this.connection = connection;
    this.stream = stream;
    this.table = table;
  }

  /** Divides a split; returns the split itself if that is not possible. */
  List<Split> divide(Split split, int parts) {
    TableSplit whole = TableSplit.of(split);
    if (whole.isRange()) {
      return List.of(split);
    }
    return switch (table.kind()) {
      case TABLE, MATERIALIZED_VIEW -> byPages(split, whole, parts);
      case PARTITIONED -> byPartitions(split, whole);
      case VIEW, FOREIGN_TABLE -> byKey(split, whole, parts);
    };
  }

  /** The last range has no upper bound, as the table may have grown since it was measured. */
  private List<Split> byPages(Split split, TableSplit whole, int parts) {
    long pages =
        connection
            .query(
                PAGES,
                row -> row.getBoolean(1) ? row.getLong(2) : 0,
                Long.toString(table.oid()),
                Long.toString(table.oid()))
            .get(0);
    long step = Math.max(1, (pages + parts - 1) / parts);
    List<String> predicates = new ArrayList<>();
    for (long from = 0; from < Math.max(1, pages); from += step) {
      String lower = "ctid >= '(%d,0)'::tid".formatted(from);
      long to = from + step;
      predicates.add(to < pages ? lower + " AND ctid < '(%d,0)'::tid".formatted(to) : lower);
    }
    return ranges(split, whole, predicates);
  }

  private List<Split> byPartitions(Split split, TableSplit whole) {
    String oid = Long.toString(table.oid());
    record Partition(String quoted, long bytes) {}
    List<Partition> partitions =
        connection.query(
            PARTITIONS,
            row ->
                new Partition(
                    Identifiers.quote(row.getString(1), row.getString(2)), row.getLong(3)),
            oid,
            oid);
    if (partitions.size() < 2) {
      return List.of(split);
    }
    List<Split> splits = new ArrayList<>();
    for (Partition partition : partitions) {
      splits.add(
          whole
              .partition(partition.quoted())
              .split(split.id() + "." + splits.size(), split.part(), partition.bytes()));
    }
    return splits;
  }

  private List<Split> byKey(Split split, TableSplit whole, int parts) {
    Optional<CatalogColumn> key =
        stream.primaryKey().stream()
            .findFirst()
            .flatMap(table::column)
            .filter(column -> INTEGERS.contains(column.wireTypeName()));
    if (key.isEmpty()) {
      return List.of(split);
    }
    String column = Identifiers.quote(key.get().name());
    record Bounds(long min, long max, boolean hasRows) {}
    Bounds bounds =
        connection
            .query(
                SelectStatement.of(
                    whole.relation(),
                    "min(%1$s), max(%1$s), count(%1$s) > 0".formatted(column),
                    whole.where()),
                row -> new Bounds(row.getLong(1), row.getLong(2), row.getBoolean(3)))
            .get(0);
    if (!bounds.hasRows() || bounds.min() == bounds.max()) {
      return List.of(split);
    }
    List<String> predicates = new ArrayList<>();
    String lower = "";
    for (int i = 1; i < parts; i++) {
      String value = Long.toString(between(bounds.min(), bounds.max(), i, parts));
      String upper = column + " < '" + value + "'";
      predicates.add(
          lower.isEmpty() ? "(" + upper + " OR " + column + " IS NULL)" : lower + " AND " + upper);
      lower = column + " >= '" + value + "'";
    }
    predicates.add(lower);
    return ranges(split, whole, predicates);
  }

  /** Returns the value at i/parts of a range whose width may exceed a long. */
  private static long between(long min, long max, int i, int parts) {
    BigInteger width = BigInteger.valueOf(max).subtract(BigInteger.valueOf(min));
    return BigInteger.valueOf(min)
        .add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts)))
        .longValueExact();
  }

  private static List<Split> ranges(Split split, TableSplit whole, List<String> predicates) {
    if (predicates.size() < 2) {
      return List.of(split);
    }
    List<Split> splits = new ArrayList<>();
    for (String predicate : predicates) {
      splits.add(
          whole
              .range(predicate)
              .split(
                  split.id() + "." + splits.size(),
                  split.part(),
                  split.estimatedBytes() < 0 ? -1 : split.estimatedBytes() / predicates.size()));
    }
    return splits;
  }
}
