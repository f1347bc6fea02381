package dev.weir.postgres.destination;

import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.postgres.catalog.CatalogTable;
import dev.weir.postgres.sql.PostgresConnection;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a target before the rows' schema is known.
 *
 * @param table the target, if it exists
 * @param lostBySwap what a swap would lose; empty if the options exclude a swap
 */
record TargetInspection(Optional<CatalogTable> table, List<String> lostBySwap) {
  TargetInspection {
    lostBySwap = List.copyOf(lostBySwap);
  }

  static TargetInspection of(
      PostgresConnection connection, Optional<CatalogTable> table, WriteOptions options) {
    boolean mayBeSwapped =
        table.isPresent()
            && options.mode() == WriteMode.REPLACE
            && options.replace() != WriteOptions.ReplaceMethod.TRUNCATE;
    return new TargetInspection(
        table, mayBeSwapped ? ReplaceObstacles.ofSwap(connection, table.get()) : List.of());
  }
}
