package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Notice;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableShape;
import dev.weir.postgres.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * How one stream is loaded.
 *
 * @param schema of the target and the receipts
 * @param existing the target; empty where it is to be created
 * @param match empty where the target is to be created
 * @param mergeKey the columns of the target's primary key by which an incremental load finds rows
 *     that are there already; empty where rows are compared as a whole
 * @param missingTypes to be created, in this order
 * @param receipts what is there of the receipts' table
 */
record PostgresLoadPlan(
    LoadRequest request,
    Place place,
    String schema,
    Method method,
    Optional<CatalogTable> existing,
    Optional<TargetMatch> match,
    List<String> mergeKey,
    List<TableShape.UserType> missingTypes,
    ReceiptsTable.Status receipts,
    Optional<String> tableIdentity,
    List<Notice> notices)
    implements LoadPlan {

  PostgresLoadPlan {
    mergeKey = List.copyOf(mergeKey);
    missingTypes = List.copyOf(missingTypes);
    notices = List.copyOf(notices);
  }

  /** What becomes of the target. */
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
                ? ", add what is missing"
                : ", merge by key (" + String.join(", ", mergeKey) + ")";
    return switch (method) {
      case CREATE ->
          "create "
              + request.options().create().name().toLowerCase(java.util.Locale.ROOT)
              + ", load";
      case APPEND -> "append" + overlap;
      case SWAP -> "load beside the target, swap";
      case TRUNCATE -> "truncate, load";
    };
  }
}
