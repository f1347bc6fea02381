package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.Catalog;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableIdentity;
import dev.weir.postgres.catalog.TableShape;
import dev.weir.postgres.catalog.TableShapes;
import dev.weir.postgres.destination.PostgresLoadPlan.Method;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** Looks at a target before the first row, and at everything that its load could be refused for. */
final class LoadPlanner {
  private final PostgresConnection connection;
  private final String schema;
  private final ReceiptsTable receipts;
  private final LoadRequest request;
  private final Place place;

  LoadPlanner(
      PostgresConnection connection, String schema, ReceiptsTable receipts, LoadRequest request) {
    this.connection = connection;
    this.schema = schema;
    this.receipts = receipts;
    this.request = request;
    this.place = connection.place().inStream(request.stream().name());
  }

  PostgresLoadPlan plan() {
    ReceiptsTable.Status status = receipts.status();
    Optional<CatalogTable> existing =
        new Catalog(connection).table(schema, request.stream().name());
    existing.ifPresent(this::checkKind);
    Optional<TargetMatch> match =
        existing.map(
            table -> TargetMatch.of(table, request.schema(), request.options().evolution(), place));
    List<String> lostBySwap = lostBySwap(existing);
    Method method = method(existing, lostBySwap);
    List<String> mergeKey = mergeKey(existing, match);
    new Privileges(connection, place, schema, request)
        .check(status, existing, method, match, mergeKey);
    return new PostgresLoadPlan(
        request,
        place,
        schema,
        method,
        existing,
        match,
        mergeKey,
        missingTypes(existing, match),
        status,
        existing.flatMap(table -> TableIdentity.of(connection, table)),
        notices(existing, match, method, lostBySwap));
  }

  private void checkKind(CatalogTable table) {
    if (table.kind() != CatalogTable.Kind.TABLE && table.kind() != CatalogTable.Kind.PARTITIONED) {
      throw PostgresError.NOT_A_TABLE.at(
          place,
          "The target %s is a %s"
              .formatted(
                  table.display(),
                  table.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
    }
  }

  /** What a swap would lose; looked at only where a swap comes into question. */
  private List<String> lostBySwap(Optional<CatalogTable> existing) {
    return existing.isPresent()
            && request.options().mode() == WriteMode.REPLACE
            && request.options().replace() != WriteOptions.ReplaceMethod.TRUNCATE
        ? ReplaceObstacles.ofSwap(connection, existing.get())
        : List.of();
  }

  private Method method(Optional<CatalogTable> existing, List<String> lostBySwap) {
    if (existing.isEmpty()) {
      return Method.CREATE;
    }
    if (request.options().mode() == WriteMode.APPEND) {
      return Method.APPEND;
    }
    CatalogTable table = existing.get();
    WriteOptions.ReplaceMethod asked = request.options().replace();
    if (asked != WriteOptions.ReplaceMethod.TRUNCATE) {
      if (lostBySwap.isEmpty()) {
        return Method.SWAP;
      }
      if (asked == WriteOptions.ReplaceMethod.SWAP) {
        throw PostgresError.REPLACE.at(
            place,
            "Replacing the table %s by a swap would lose its %s"
                .formatted(table.display(), String.join(" and its ", lostBySwap)));
      }
    }
    List<String> obstacles = ReplaceObstacles.ofTruncate(connection, table);
    if (!obstacles.isEmpty()) {
      throw PostgresError.REPLACE
          .at(
              place,
              "The table %s cannot be truncated: %s"
                  .formatted(table.display(), String.join(", ", obstacles)))
          .withHint("Drop the foreign keys, or use write_mode: append.");
    }
    return Method.TRUNCATE;
  }

  /** An incremental load of a target with a primary key merges by it. */
  private List<String> mergeKey(Optional<CatalogTable> existing, Optional<TargetMatch> match) {
    if (existing.isEmpty()
        || match.isEmpty()
        || request.options().mode() != WriteMode.APPEND
        || request.stream().cursorField().isEmpty()) {
      return List.of();
    }
    List<String> key = TableShapes.keyColumns(connection, existing.get().oid());
    List<String> loaded =
        match.get().columns().stream()
            .filter(column -> !column.isGenerated())
            .map(LoadColumn::name)
            .toList();
    return loaded.containsAll(key) && !(isFirst() && isEmpty(existing.get())) ? key : List.of();
  }

  /**
   * Whether no row of the stream can be at the target, but for those that others have put there.
   */
  private boolean isFirst() {
    return request.from().after().isEmpty() && !request.from().reload();
  }

  private boolean isEmpty(CatalogTable table) {
    return connection
        .query("SELECT NOT EXISTS (SELECT FROM " + table.quoted() + ")", row -> row.getBoolean(1))
        .get(0);
  }

  /** The types that the target needs and the server lacks. */
  private List<TableShape.UserType> missingTypes(
      Optional<CatalogTable> existing, Optional<TargetMatch> match) {
    List<Field> made =
        existing.isEmpty()
            ? request.schema().getFields()
            : request.schema().getFields().stream()
                .filter(field -> existing.get().column(field.getName()).isEmpty())
                .toList();
    if (made.isEmpty() || match.filter(found -> found.alterations().isEmpty()).isPresent()) {
      return List.of();
    }
    TableShape shape = TableShape.of(request.schema().getCustomMetadata());
    return new MissingTypes(connection, shape, request.options().createTypes(), place).find(made);
  }

  private List<Notice> notices(
      Optional<CatalogTable> existing,
      Optional<TargetMatch> match,
      Method method,
      List<String> lostBySwap) {
    List<Notice> notices = new ArrayList<>();
    match.ifPresent(found -> notices.addAll(found.notices()));
    if (method == Method.TRUNCATE && !lostBySwap.isEmpty()) {
      notices.add(
          new Notice(
              place,
              "The target %s is truncated and loaded in one transaction, and readers wait for it:"
                      .formatted(existing.orElseThrow().display())
                  + " a swap would lose its "
                  + String.join(", ", lostBySwap)
                  + "."));
    }
    return notices;
  }
}
