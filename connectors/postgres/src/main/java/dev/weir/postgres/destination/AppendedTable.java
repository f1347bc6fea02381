package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogTable;

/**
 * A target that is there and stays.
 *
 * @param holdsOnlyThisLoad whether it was truncated in this transaction
 */
record AppendedTable(CatalogTable target, LoadTable table, boolean holdsOnlyThisLoad)
    implements TargetTable {
  @Override
  public void build() {}

  @Override
  public void publish() {}

  @Override
  public long oid() {
    return target.oid();
  }
}
