package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableDefinition;
import dev.weir.postgres.catalog.TableDefinitionReader;
import dev.weir.postgres.catalog.TableIdentity;
import dev.weir.postgres.destination.PostgresLoadPlan.Method;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** Plans a load and checks its preconditions before the first row is read. */
final class LoadPlanner {
  private final PostgresConnection connection;
  private final String schema;
  private final LoadMethod loadMethod;
  private final ReceiptsTable receipts;
  private final TargetInspection inspection;
  private final LoadRequest request;
  private final Place place;

  LoadPlanner(
      PostgresConnection connection,
      String schema,
      LoadMethod loadMethod,
      ReceiptsTable receipts,
      TargetInspection inspection,
      LoadRequest request) {
    this.connection = connection;
    this.schema = schema;
    this.loadMethod = loadMethod;
    this.receipts = receipts;
    this.inspection = inspection;
    this.request = request;
    this.place = connection.place().inStream(request.stream().name());
  }

  PostgresLoadPlan plan() {
    ReceiptsTableStatus status = receipts.status();
    Optional<CatalogTable> existing = inspection.table();
    existing.ifPresent(this::checkKind);
    Optional<ColumnMapping> mapping =
        existing.map(
            table ->
                ColumnMapping.of(
                    table, request.schema(), request.options().evolution(), loadMethod, place));
    List<String> lostBySwap = inspection.lostBySwap();
    Method method = method(existing, lostBySwap);
    List<String> mergeKey = mergeKey(existing, mapping);
    boolean createsStateTable =
        request.savesState() && !(status.schemaExists() && StateTable.exists(connection, schema));
    new Privileges(connection, place, schema, request)
        .check(status, existing, method, mapping, mergeKey, createsStateTable);
    return new PostgresLoadPlan(
        request,
        place,
        schema,
        loadMethod,
        method,
        existing,
        mapping,
        mergeKey,
        missingTypes(existing, mapping),
        status,
        createsStateTable,
        existing.flatMap(table -> TableIdentity.of(connection, table)),
        notices(existing, mapping, method, lostBySwap));
  }

  private void checkKind(CatalogTable table) {
    if (table.kind() != CatalogTable.Kind.TABLE && table.kind() != CatalogTable.Kind.PARTITIONED) {
      throw PostgresError.NOT_A_TABLE.at(
          place,
          "The target %s is a %s"
              .formatted(
                  table.display(), table.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
  }

  private Method method(Optional<CatalogTable> existing, List<String> lostBySwap) {
    if (existing.isEmpty()) {
      return Method.CREATE;
    }
    if (request.options().mode() != WriteMode.REPLACE) {
      return Method.APPEND;
    }
    CatalogTable table = existing.get();
    WriteOptions.ReplaceMethod requested = request.options().replace();
    if (requested != WriteOptions.ReplaceMethod.TRUNCATE) {
      if (lostBySwap.isEmpty()) {
        return Method.SWAP;
      }
      if (requested == WriteOptions.ReplaceMethod.SWAP) {
        throw PostgresError.REPLACE.at(
            place,
            "Replacing table %s by swap would lose: %s"
                .formatted(table.display(), String.join(", ", lostBySwap)));
      }
    }
    List<String> obstacles = ReplaceObstacles.ofTruncate(connection, table);
    if (!obstacles.isEmpty()) {
      throw PostgresError.REPLACE
          .at(
              place,
              "Table %s cannot be truncated: %s"
                  .formatted(table.display(), String.join(", ", obstacles)))
          .withHint("Drop the foreign keys, or use write_mode: append.");
    }
    return Method.TRUNCATE;
  }

  /**
   * Returns the requested key of an upsert, or the primary key of the target if an incremental load
   * merges by it.
   */
  private List<String> mergeKey(Optional<CatalogTable> existing, Optional<ColumnMapping> mapping) {
    if (!request.skipKey().isEmpty()) {
      new UpsertKey(connection, place, request).check(request.skipKey(), existing);
      return List.of();
    }
    if (request.options().mode() == WriteMode.UPSERT) {
      new UpsertKey(connection, place, request).check(request.stream().primaryKey(), existing);
      return existing.isPresent() ? request.stream().primaryKey() : List.of();
    }
    if (existing.isEmpty()
        || mapping.isEmpty()
        || request.options().mode() != WriteMode.APPEND
        || request.stream().cursorField().isEmpty()) {
      return List.of();
    }
    List<String> key = TableDefinitionReader.keyColumns(connection, existing.get().oid());
    List<String> loaded =
        mapping.get().columns().stream()
            .filter(column -> !column.isGenerated())
            .map(LoadColumn::name)
            .toList();
    return loaded.containsAll(key) && !(isInitialLoad() && isEmpty(existing.get()))
        ? key
        : List.of();
  }

  private boolean isInitialLoad() {
    return request.from().after().isEmpty() && !request.from().reload();
  }

  private boolean isEmpty(CatalogTable table) {
    return connection
        .query("SELECT NOT EXISTS (SELECT FROM " + table.quoted() + ")", row -> row.getBoolean(1))
        .get(0);
  }

  /** Returns the types to create for new columns. */
  private List<TableDefinition.UserType> missingTypes(
      Optional<CatalogTable> existing, Optional<ColumnMapping> mapping) {
    List<Field> created =
        existing.isEmpty()
            ? request.schema().getFields()
            : request.schema().getFields().stream()
                .filter(field -> existing.get().column(field.getName()).isEmpty())
                .toList();
    if (created.isEmpty() || mapping.filter(found -> found.alterations().isEmpty()).isPresent()) {
      return List.of();
    }
    TableDefinition definition = TableDefinition.of(request.schema().getCustomMetadata());
    return new MissingTypes(connection, definition, request.options().createTypes(), place)
        .find(created);
  }

  private List<Notice> notices(
      Optional<CatalogTable> existing,
      Optional<ColumnMapping> mapping,
      Method method,
      List<String> lostBySwap) {
    List<Notice> notices = new ArrayList<>();
    mapping.ifPresent(found -> notices.addAll(found.notices()));
    if (method == Method.TRUNCATE && !lostBySwap.isEmpty()) {
      notices.add(
          new Notice(
              place,
              "The target %s is truncated and loaded in one transaction, which blocks readers; a"
                      .formatted(existing.orElseThrow().display())
                  + " swap would lose: "
                  + String.join(", ", lostBySwap)
                  + "."));
    }
    return notices;
  }
}
