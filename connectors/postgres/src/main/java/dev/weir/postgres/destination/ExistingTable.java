package dev.weir.postgres.destination;

import dev.weir.postgres.catalog.CatalogTable;

/**
 * An existing target, to which rows are appended.
 *
 * @param containsOnlyThisLoad whether it was truncated in this transaction
 */
record ExistingTable(CatalogTable target, LoadTable table, boolean containsOnlyThisLoad)
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
