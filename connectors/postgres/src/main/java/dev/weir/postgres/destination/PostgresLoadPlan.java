package dev.weir.postgres.destination;

import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.error.Place;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.catalog.TableDefinition;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.type.PostgresFields;
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
 * @param createsStateTable whether the receipt has a state, and there is no table of states yet
 */
record PostgresLoadPlan(
    LoadRequest request,
    Place place,
    String schema,
    LoadMethod loadMethod,
    Method method,
    Optional<CatalogTable> existing,
    Optional<ColumnMapping> mapping,
    List<String> mergeKey,
    List<TableDefinition.UserType> missingTypes,
    ReceiptsTableStatus receipts,
    boolean createsStateTable,
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

  /** Returns the name of the staging table, or of the table that replaces the target. */
  String stagingName() {
    return StagingRecords.tableName(request.loadId(), name());
  }

  String quotedStaging() {
    return Identifiers.quote(schema, stagingName());
  }

  /** Returns whether the staging table of a load in several sessions becomes the target. */
  boolean isStagingRenamed() {
    return (method == Method.CREATE || method == Method.SWAP) && !isCast();
  }

  /** Returns whether texts are cast to the types of the target, from a staging table. */
  private boolean isCast() {
    return mapping
        .map(found -> found.columns().stream().anyMatch(LoadColumn::isCast))
        .orElseGet(() -> Inputs.isCast(request.schema().getFields(), loadMethod));
  }

  private boolean isTextCopy() {
    return mapping
        .map(found -> found.columns().stream().anyMatch(LoadColumn::isTextCopy))
        .orElseGet(
            () ->
                request.schema().getFields().stream().anyMatch(PostgresFields::isTextForm)
                    && !isCast());
  }

  /** A staging table that is not renamed needs the columns of the target before it is altered. */
  @Override
  public int lanes() {
    boolean hasColumns =
        method == Method.APPEND
            || mapping.filter(found -> found.alterations().isEmpty()).isPresent();
    return isStagingRenamed() || hasColumns ? request.lanes() : 1;
  }

  @Override
  public String strategy() {
    String inputs = isTextCopy() ? "; text COPY" : isCast() ? "; cast from staged text" : "";
    return lanes() > 1
        ? steps() + inputs + "; " + lanes() + " lanes into a staging table"
        : steps() + inputs;
  }

  private String steps() {
    String overlap =
        request.from().after().isEmpty() && !request.from().reload()
            ? ""
            : mergeKey.isEmpty()
                ? ", insert missing rows"
                : ", merge by key (" + String.join(", ", mergeKey) + ")";
    if (method == Method.APPEND && request.options().mode() == WriteMode.UPSERT) {
      return "upsert by key (" + String.join(", ", mergeKey) + ")";
    }
    if (!request.skipKey().isEmpty()) {
      return (method == Method.CREATE
              ? "create, append, skip known keys ("
              : "append, skip known keys (")
          + String.join(", ", request.skipKey())
          + ")";
    }
    return switch (method) {
      case CREATE ->
          "create " + request.options().create().name().toLowerCase(Locale.ROOT) + ", load";
      case APPEND -> "append" + overlap;
      case SWAP -> "load a new table, swap";
      case TRUNCATE -> "truncate, load";
    };
  }
}
