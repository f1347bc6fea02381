package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Notice;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableDefinition;
import dev.weir.postgres.sql.Identifiers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The plan of a load.
 *
 * @param schema contains the target and the receipts table
 * @param existing the target, if it exists
 * @param mapping the columns of the target, if it exists
 * @param mergeKey the primary key by which an incremental load updates existing rows; empty to
 *     compare whole rows
 * @param missingTypes the types to create, in this order
 */
record PostgresLoadPlan(
    LoadRequest request,
    Place place,
    String schema,
    Method method,
    Optional<CatalogTable> existing,
    Optional<ColumnMapping> mapping,
    List<String> mergeKey,
    List<TableDefinition.UserType> missingTypes,
    ReceiptsTableStatus receipts,
    Optional<String> tableIdentity,
    List<Notice> notices)
    implements LoadPlan {

  PostgresLoadPlan {
    mergeKey = List.copyOf(mergeKey);
    missingTypes = List.copyOf(missingTypes);
    notices = List.copyOf(notices);
  }

  /** Methods of loading a target. */
  enum Method {
    CREATE,
    APPEND,
    SWAP,
    TRUNCATE
  }

  String name() {
    return request.stream().name();
  }

  String quotedTarget() {
    return Identifiers.quote(schema, name());
  }

  @Override
  public String strategy() {
    String overlap =
        request.from().after().isEmpty() && !request.from().reload()
            ? ""
            : mergeKey.isEmpty()
                ? ", insert missing rows"
                : ", merge by key (" + String.join(", ", mergeKey) + ")";
    return switch (method) {
      case CREATE ->
          "create " + request.options().create().name().toLowerCase(Locale.ROOT) + ", load";
      case APPEND -> "append" + overlap;
      case SWAP -> "load a new table, swap";
      case TRUNCATE -> "truncate, load";
    };
  }
}
